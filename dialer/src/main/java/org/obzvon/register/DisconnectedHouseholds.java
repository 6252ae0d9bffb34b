package org.obzvon.register;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.obzvon.register.Households.Existing;
import org.obzvon.register.Households.Held;
import org.obzvon.register.Households.Member;

/// Finds the households whose accounts are no longer connected with each other.
final class DisconnectedHouseholds {
  private final Map<String, String> homes = new HashMap<>();
  private final Map<String, Integer> places = new HashMap<>();
  private final Map<String, Integer> byToken = new HashMap<>();
  private final List<Integer> parent = new ArrayList<>();

  DisconnectedHouseholds(Collection<Member> members, Collection<Held> held, Map<String, Existing> byAccount) {
    for (Member member : members) {
      Existing home = byAccount.get(member.number());
      place(member, home == null ? null : home.key(), Households.tokens(member));
    }
    for (Held one : held) {
      List<String> tokens = new ArrayList<>(Households.tokens(one.member()));
      if (one.keyIsUnknown()) {
        tokens.add("key " + one.home().key());
      }
      place(one.member(), one.home().key(), tokens);
    }
  }

  private void place(Member member, String home, List<String> tokens) {
    int place = parent.size();
    parent.add(place);
    places.put(member.number(), place);
    if (home != null) {
      homes.put(member.number(), home);
    }
    for (String token : tokens) {
      Integer other = byToken.putIfAbsent(token, place);
      if (other != null) {
        parent.set(root(place), root(other));
      }
    }
  }

  Set<String> unsupported() {
    Map<String, Map<Integer, List<String>>> parts = new HashMap<>();
    homes.forEach(
        (number, home) -> parts.computeIfAbsent(home, _ -> new TreeMap<>())
            .computeIfAbsent(root(places.get(number)), _ -> new ArrayList<>())
            .add(number));
    Set<String> unsupported = new HashSet<>();
    parts.forEach(
        (home, groups) -> {
          int keeper = keeper(home, groups);
          groups.forEach((root, numbers) -> unsupported.addAll(root == keeper ? List.of() : numbers));
        });
    return unsupported;
  }

  private int keeper(String home, Map<Integer, List<String>> groups) {
    Integer keyed = byToken.get("key " + home);
    if (keyed != null && groups.containsKey(root(keyed))) {
      return root(keyed);
    }
    return groups.entrySet().stream()
        .min(java.util.Comparator.comparing(group -> group.getValue().stream().min(String::compareTo).orElseThrow()))
        .orElseThrow()
        .getKey();
  }

  private int root(int place) {
    int at = place;
    while (parent.get(at) != at) {
      parent.set(at, parent.get(parent.get(at)));
      at = parent.get(at);
    }
    return at;
  }
}
