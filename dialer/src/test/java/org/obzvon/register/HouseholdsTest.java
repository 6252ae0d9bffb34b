package org.obzvon.register;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.obzvon.register.Households.Existing;
import org.obzvon.register.Households.Known;
import org.obzvon.register.Households.Member;

class HouseholdsTest {
  private static final Instant LONG_AGO = Instant.parse("2025-01-01T00:00:00Z");
  private static final Instant LATER = Instant.parse("2026-01-01T00:00:00Z");

  @Test
  void accounts_that_share_a_phone_through_others_are_one_household_named_by_the_smallest_number() {
    var keys = Households.assign(
        List.of(member("30", 1), member("20", 1, 2), member("10", 2), member("40", 3)), Known.NOTHING);
    assertThat(keys).isEqualTo(Map.of("10", "10", "20", "10", "30", "10", "40", "40"));
  }

  @Test
  void a_given_key_joins_accounts_without_a_common_phone_and_names_the_household() {
    var keys = Households.assign(
        List.of(member("10", "F", 1), member("20", "F", 2), member("05", 2)), Known.NOTHING);
    assertThat(keys.values()).containsOnly("F");
  }

  @Test
  void a_given_key_that_is_an_account_number_means_the_household_of_that_account() {
    var keys = Households.assign(List.of(member("10", 1), member("20", "10", 2)), Known.NOTHING);
    assertThat(keys.values()).containsOnly("10");
    var known = new Known(Map.of("10", new Existing("H", LONG_AGO)), Map.of(), Map.of());
    assertThat(Households.assign(List.of(member("10", 1), member("20", "10", 2)), known).values()).containsOnly("H");
  }

  @Test
  void an_account_keeps_its_household_whatever_it_shares_later() {
    var known = new Known(
        Map.of("10", new Existing("A", LONG_AGO), "20", new Existing("B", LATER)), Map.of(), Map.of());
    var keys = Households.assign(List.of(member("10", 1), member("20", 1), member("30", 1)), known);
    assertThat(keys).isEqualTo(Map.of("10", "A", "20", "B", "30", "A"));
  }

  @Test
  void a_new_account_joins_the_oldest_household_that_has_its_phone_in_the_store() {
    var known = new Known(
        Map.of(), Map.of(phone(1), new Existing("YOUNG", LATER), phone(2), new Existing("OLD", LONG_AGO)),
        Map.of());
    assertThat(Households.assign(List.of(member("10", 1, 2)), known)).containsEntry("10", "OLD");
    assertThat(Households.assign(List.of(member("10", 1), member("20", 2, 3), member("30", 3, 1)), known).values())
        .containsOnly("OLD");
  }

  @Property(tries = 300)
  void the_order_of_the_rows_changes_nothing(
      @ForAll("registers") List<Member> members, @ForAll("known") Known known, @ForAll Random random) {
    List<Member> shuffled = new ArrayList<>(members);
    Collections.shuffle(shuffled, random);
    assertThat(Households.assign(shuffled, known)).isEqualTo(Households.assign(members, known));
  }

  @Property(tries = 300)
  void taking_the_same_register_again_moves_nobody(
      @ForAll("registers") List<Member> members, @ForAll("known") Known known) {
    Map<String, String> first = Households.assign(members, known);
    Map<String, Existing> homes = new HashMap<>();
    first.forEach((number, key) -> homes.put(number, new Existing(key, LATER)));
    assertThat(Households.assign(members, new Known(homes, known.byPhone(), known.byKey()))).isEqualTo(first);
  }

  @Property(tries = 300)
  void new_accounts_that_share_a_phone_are_never_apart(@ForAll("registers") List<Member> members) {
    Map<String, String> keys = Households.assign(members, Known.NOTHING);
    for (Member one : members) {
      for (Member other : members) {
        if (!Collections.disjoint(one.phones(), other.phones())) {
          assertThat(keys.get(one.number())).isEqualTo(keys.get(other.number()));
        }
      }
    }
  }

  @Provide
  Arbitrary<List<Member>> registers() {
    Arbitrary<String> numbers = Arbitraries.integers().between(1, 30).map(String::valueOf);
    Arbitrary<List<Phone>> phones = Arbitraries.integers().between(1, 25).map(HouseholdsTest::phone)
        .list().ofMinSize(1).ofMaxSize(3).uniqueElements();
    Arbitrary<Optional<String>> keys = Arbitraries.of("F1", "F2", "7").optional(0.2);
    return Combinators.combine(numbers, keys, phones).as(Member::new)
        .list().ofMaxSize(15).uniqueElements(Member::number);
  }

  @Provide
  Arbitrary<Known> known() {
    Arbitrary<Existing> homes = Arbitraries.integers().between(0, 5)
        .map(i -> new Existing("H" + i, LONG_AGO.plusSeconds(i / 2)));
    var byAccount = Arbitraries.maps(Arbitraries.integers().between(1, 30).map(String::valueOf), homes).ofMaxSize(6);
    var byPhone = Arbitraries.maps(Arbitraries.integers().between(1, 25).map(HouseholdsTest::phone), homes)
        .ofMaxSize(4);
    var byKey = Arbitraries.maps(Arbitraries.of("F1", "7"), homes).ofMaxSize(1);
    return Combinators.combine(byAccount, byPhone, byKey).as(Known::new);
  }

  private static Member member(String number, Integer... phones) {
    return new Member(number, Optional.empty(), List.of(phones).stream().map(HouseholdsTest::phone).toList());
  }

  private static Member member(String number, String key, Integer... phones) {
    return new Member(number, Optional.of(key), List.of(phones).stream().map(HouseholdsTest::phone).toList());
  }

  private static Phone phone(int number) {
    return new Phone("+7900%07d".formatted(number));
  }
}
