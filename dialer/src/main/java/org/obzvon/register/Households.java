package org.obzvon.register;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.Optional;

/// Assigns a household to every account of a snapshot.
///
/// An account that has a household keeps it as long as it shares a phone or a key with it, directly or through others
/// ([#unsupported] names those that do not), because the household carries the experiment arm. New accounts belong
/// together if they share a phone or a given household key, directly or through others. Such a group joins the oldest
/// household with which it shares a phone or a key, and founds its own if there is none. The order of the rows changes
/// nothing.
public final class Households {
  private static final Comparator<Existing> OLDEST_FIRST = Comparator.comparing(Existing::createdAt)
      .thenComparing(Existing::key);

  private final Map<String, Existing> homes = new HashMap<>();
  private final Known known;
  private final List<Member> strangers = new ArrayList<>();
  private final int[] parent;

  private Households(Collection<Member> members, Known known) {
    this.known = known;
    for (Member member : members) {
      Existing home = known.byAccount().get(member.number());
      if (home == null) {
        strangers.add(member);
      } else {
        tokens(member).forEach(token -> homes.merge(token, home, Households::older));
      }
    }
    this.parent = new int[strangers.size()];
  }

  /// @param givenKey the household key that billing gave
  public record Member(String number, Optional<String> givenKey, List<Phone> phones) {}

  public record Existing(String key, Instant createdAt) {}

  /// The data that the store has already.
  ///
  /// @param byAccount household of every account of the snapshot that is not new
  /// @param byPhone the oldest household that an account outside the snapshot gives to the phone
  /// @param byKey households by their own key
  public record Known(
      Map<String, Existing> byAccount, Map<Phone, Existing> byPhone, Map<String, Existing> byKey) {
    public static final Known NOTHING = new Known(Map.of(), Map.of(), Map.of());
  }

  /// Returns account number → household key. The key of a new household is the smallest household key given in its
  /// group, or else the smallest account number of the group.
  public static Map<String, String> assign(Collection<Member> members, Known known) {
    Map<String, String> keys = new HashMap<>();
    for (Member member : members) {
      Existing home = known.byAccount().get(member.number());
      if (home != null) {
        keys.put(member.number(), home.key());
      }
    }
    new Households(members, known).settle(keys);
    return keys;
  }

  /// An account of the store that is not in the snapshot.
  ///
  /// @param keyIsUnknown the store does not have the household key that billing gave; it counts as that of its
  ///     household
  public record Held(Member member, Existing home, boolean keyIsUnknown) {}

  /// Returns the numbers of the accounts that share nothing with their household any more, neither directly nor through
  /// others. If a household falls into several parts, the part with its key keeps it, or else the part with the
  /// smallest account number.
  public static Set<String> unsupported(
      Collection<Member> members, Collection<Held> held, Map<String, Existing> byAccount) {
    return new DisconnectedHouseholds(members, held, byAccount).unsupported();
  }

  public static Existing older(Existing one, Existing other) {
    return OLDEST_FIRST.compare(one, other) <= 0 ? one : other;
  }

  private void settle(Map<String, String> keys) {
    unite();
    Existing[] home = new Existing[parent.length];
    String[] given = new String[parent.length];
    String[] smallest = new String[parent.length];
    for (int i = 0; i < parent.length; i++) {
      int group = root(i);
      Member member = strangers.get(i);
      home[group] = least(home[group], home(member), OLDEST_FIRST);
      given[group] = least(given[group], member.givenKey().orElse(null), Comparator.naturalOrder());
      smallest[group] = least(smallest[group], member.number(), Comparator.naturalOrder());
    }
    for (int i = 0; i < parent.length; i++) {
      int group = root(i);
      String own = given[group] == null ? smallest[group] : given[group];
      keys.put(strangers.get(i).number(), home[group] == null ? own : home[group].key());
    }
  }

  private void unite() {
    Map<String, Integer> first = new HashMap<>();
    for (int i = 0; i < parent.length; i++) {
      parent[i] = i;
      for (String token : tokens(strangers.get(i))) {
        Integer other = first.putIfAbsent(token, i);
        if (other != null) {
          parent[root(i)] = root(other);
        }
      }
    }
  }

  private int root(int i) {
    int at = i;
    while (parent[at] != at) {
      parent[at] = parent[parent[at]];
      at = parent[at];
    }
    return at;
  }

  /// Returns the oldest household with which the account shares something, or null if there is none.
  private Existing home(Member member) {
    Existing oldest = null;
    for (String token : tokens(member)) {
      oldest = least(oldest, homes.get(token), OLDEST_FIRST);
    }
    for (Phone phone : member.phones()) {
      oldest = least(oldest, known.byPhone().get(phone), OLDEST_FIRST);
    }
    oldest = least(oldest, known.byKey().get(member.number()), OLDEST_FIRST);
    return least(oldest, member.givenKey().map(known.byKey()::get).orElse(null), OLDEST_FIRST);
  }

  private static <T> T least(T one, T other, Comparator<? super T> order) {
    if (one == null || other == null) {
      return one == null ? other : one;
    }
    return order.compare(one, other) <= 0 ? one : other;
  }

  /// Returns the features by which two accounts belong to one household. The account's own number counts as a key, so
  /// that a household key which is the number of its first account means that account's household.
  static List<String> tokens(Member member) {
    List<String> tokens = new ArrayList<>();
    tokens.add("key " + member.number());
    member.givenKey().ifPresent(key -> tokens.add("key " + key));
    member.phones().forEach(phone -> tokens.add("phone " + phone.e164()));
    return tokens;
  }
}
