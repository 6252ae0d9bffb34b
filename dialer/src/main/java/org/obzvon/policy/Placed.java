package org.obzvon.policy;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.obzvon.register.Account;
import org.obzvon.register.Phone;

/// The contacts that earlier questions of a batch were allowed, found by household and number, so that a question need
/// not look at those of all others.
final class Placed {
  private final Map<UUID, List<Touch>> byHousehold = new HashMap<>();
  private final Map<Phone, List<Touch>> byPhone = new HashMap<>();

  void add(Touch touch) {
    touch.households().forEach(one -> byHousehold.computeIfAbsent(one, _ -> new ArrayList<>()).add(touch));
    touch.phones().forEach(one -> byPhone.computeIfAbsent(one, _ -> new ArrayList<>()).add(touch));
  }

  Stream<Touch> concerning(Account account) {
    Set<Touch> touches = new LinkedHashSet<>(byHousehold.getOrDefault(account.household(), List.of()));
    account.subscriber().phones().forEach(phone -> touches.addAll(byPhone.getOrDefault(phone, List.of())));
    return touches.stream();
  }
}
