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

/// The contacts that earlier questions of a batch were allowed, indexed by household and number, so that a question
/// need not look at the contacts of all others.
final class BatchAllowedContacts {
  private final Map<UUID, List<PastAttempt>> byHousehold = new HashMap<>();
  private final Map<Phone, List<PastAttempt>> byPhone = new HashMap<>();

  void add(PastAttempt touch) {
    touch.households().forEach(one -> byHousehold.computeIfAbsent(one, _ -> new ArrayList<>()).add(touch));
    touch.phones().forEach(one -> byPhone.computeIfAbsent(one, _ -> new ArrayList<>()).add(touch));
  }

  Stream<PastAttempt> concerning(Account account) {
    Set<PastAttempt> touches = new LinkedHashSet<>(byHousehold.getOrDefault(account.household(), List.of()));
    account.subscriber().phones().forEach(phone -> touches.addAll(byPhone.getOrDefault(phone, List.of())));
    return touches.stream();
  }
}
