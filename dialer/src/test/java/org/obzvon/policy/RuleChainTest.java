package org.obzvon.policy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.obzvon.policy.Cases.CHISINAU;
import static org.obzvon.policy.Cases.FIRST;
import static org.obzvon.policy.Cases.SECOND;
import static org.obzvon.policy.Cases.account;
import static org.obzvon.policy.Cases.always;
import static org.obzvon.policy.Cases.facts;
import static org.obzvon.policy.Cases.noLimits;
import static org.obzvon.policy.Cases.profile;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.obzvon.contact.Channel;
import org.obzvon.contact.ContactOutcome.Refusal;
import org.obzvon.policy.Decision.Allowed;
import org.obzvon.policy.Decision.Deferred;
import org.obzvon.policy.Decision.Refused;
import org.obzvon.register.Account;
import org.obzvon.register.IdGenerator;
import org.obzvon.register.Phone;

class RuleChainTest {
  private static final Instant NOON = Instant.parse("2026-03-10T10:00:00Z"); // Tuesday, 12:00 in Chisinau
  private static final Profile OPEN = profile(always(), noLimits());
  private static final Account DEBTOR = account(Optional.of(CHISINAU), List.of(FIRST, SECOND));

  @Test
  void a_number_that_the_network_does_not_know_is_left_out_for_calls_alone() {
    AccountFacts evidence = dead(dead(FIRST, Refusal.NO_SUCH_NUMBER, NOON));
    Account two = account(Optional.of(CHISINAU), List.of(FIRST, SECOND));
    assertThat(decide(two, OPEN, evidence)).isEqualTo(new Allowed(List.of(SECOND)));
    PolicyFacts text = facts(two, Channel.SMS, OPEN, evidence, NOON);
    assertThat(RuleChain.decide(text, NOON)).isEqualTo(new Allowed(List.of(FIRST, SECOND)));
  }

  @Test
  void an_account_whose_numbers_are_all_dead_is_refused_by_that_name_and_tried_again_after_three_months() {
    Account one = account(Optional.of(CHISINAU), List.of(FIRST));
    AccountFacts evidence = dead(dead(FIRST, Refusal.BARRED, NOON.minus(Duration.ofDays(1))));
    assertRefused(decide(one, OPEN, evidence), "dead-number");
    assertThat(((Refused) decide(one, OPEN, evidence)).why()).contains("takes no calls (said 2026-");
    PolicyFacts later = facts(one, Channel.ROBOT, OPEN, evidence.asOf(NOON.plus(Duration.ofDays(89))), NOON);
    assertThat(RuleChain.decide(later, NOON)).isInstanceOf(Allowed.class);
  }

  @Test
  void a_debtor_to_whom_no_rule_objects_may_be_called_on_all_his_numbers_in_their_order() {
    assertThat(decide(DEBTOR, OPEN, AccountFacts.NONE)).isEqualTo(new Allowed(List.of(FIRST, SECOND)));
  }

  @Test
  void who_left_the_register_or_paid_is_refused() {
    UUID household = IdGenerator.next();
    Account gone = account(household, Optional.of(CHISINAU), List.of(FIRST), false, "-5.00", false);
    Account paid = account(household, Optional.of(CHISINAU), List.of(FIRST), false, "0.00", true);
    assertRefused(decide(gone, OPEN, AccountFacts.NONE), "register");
    assertRefused(decide(paid, OPEN, AccountFacts.NONE), "paid");
  }

  @Test
  void a_legal_entity_is_refused_only_where_the_profile_is_for_persons() {
    Account company = account(IdGenerator.next(), Optional.of(CHISINAU), List.of(FIRST), true, "-5.00", true);
    Profile persons = new Profile(OPEN.title(), Optional.of(Cases.OURS), OPEN.timetables(), OPEN.limits(),
        Cases.NO_CONDUCT);
    assertThat(decide(company, OPEN, AccountFacts.NONE)).isInstanceOf(Allowed.class);
    assertRefused(decide(company, persons, AccountFacts.NONE), "persons-only");
  }

  @Test
  void a_stop_entry_of_the_household_refuses() {
    AccountFacts evidence = stopped(new Suppression.Target.Household(IdGenerator.next()));
    assertRefused(decide(DEBTOR, OPEN, evidence), "stop");
  }

  @Test
  void a_stop_entry_of_one_number_leaves_the_others() {
    assertThat(decide(DEBTOR, OPEN, stopped(new Suppression.Target.Number(FIRST))))
        .isEqualTo(new Allowed(List.of(SECOND)));
  }

  @Test
  void stop_entries_of_every_number_refuse() {
    AccountFacts evidence = stopped(new Suppression.Target.Number(FIRST), new Suppression.Target.Number(SECOND));
    assertRefused(decide(DEBTOR, OPEN, evidence), "stop");
  }

  @Test
  void no_number_and_no_number_with_an_allowed_prefix_are_refused() {
    Phone foreign = new Phone("+12025550123");
    assertRefused(decide(account(Optional.of(CHISINAU), List.of()), OPEN, AccountFacts.NONE), "phone");
    assertRefused(decide(account(Optional.of(CHISINAU), List.of(foreign)), OPEN, AccountFacts.NONE), "prefix");
    assertThat(decide(account(Optional.of(CHISINAU), List.of(foreign, SECOND)), OPEN, AccountFacts.NONE))
        .isEqualTo(new Allowed(List.of(SECOND)));
    assertRefused(
        decide(
            account(Optional.of(CHISINAU), List.of(foreign, SECOND)), OPEN,
            stopped(new Suppression.Target.Number(SECOND))),
        "prefix");
  }

  @Test
  void a_number_behind_an_extension_is_for_operators_alone() {
    Account plain = account(Optional.of(CHISINAU), List.of(FIRST));
    Account.Subscriber one = plain.subscriber();
    Account extended = new Account(
        plain.id(), plain.number(), plain.household(),
        new Account.Subscriber(
            one.name(), one.place(), one.language(), one.legalEntity(), one.phones(), Map.of(FIRST, "12")),
        plain.subscription(), plain.debt());
    AllowedPrefixes anywhere = new AllowedPrefixes(List.of(FIRST.e164().substring(0, 4)));
    for (Channel channel : List.of(Channel.ROBOT, Channel.SMS)) {
      PolicyFacts facts = new PolicyFacts(Cases.question(extended, channel, NOON), extended, OPEN, AccountFacts.NONE,
          anywhere);
      assertRefused(RuleChain.decide(facts, NOON), "phone");
    }
    PolicyFacts operator = new PolicyFacts(Cases.question(extended, Channel.OPERATOR, NOON), extended, OPEN,
        AccountFacts.NONE, anywhere);
    assertThat(operator.usablePhones()).containsExactly(FIRST);
  }

  @Test
  void an_empty_list_of_prefixes_allows_nobody() {
    PolicyFacts facts = new PolicyFacts(Cases.question(DEBTOR, Channel.ROBOT, NOON), DEBTOR, OPEN, AccountFacts.NONE,
        new AllowedPrefixes(List.of()));
    assertRefused(RuleChain.decide(facts, NOON), "prefix");
  }

  @Test
  void a_contact_whose_time_passed_is_refused() {
    var contact = Cases.contact(DEBTOR, Channel.ROBOT, NOON.minusSeconds(60), NOON);
    PolicyFacts facts = new PolicyFacts(new PolicyQuestion(contact, "test", Set.of()), DEBTOR, OPEN, AccountFacts.NONE,
        Cases.DIALLING);
    assertRefused(RuleChain.decide(facts, NOON), "expired");
  }

  @Test
  void an_unknown_zone_is_refused_whatever_else_is_known() {
    AccountFacts evidence = new AccountFacts(List.of(), List.of(), Optional.of(LocalDate.of(2027, 1, 1)), List.of());
    assertRefused(decide(account(Optional.empty(), List.of(FIRST)), OPEN, evidence), "zone");
  }

  @Test
  void an_open_promise_is_waited_for_until_the_morning_after_its_day() {
    Profile morning = profile(Cases.weekly(), noLimits());
    AccountFacts evidence = new AccountFacts(List.of(), List.of(), Optional.of(LocalDate.of(2026, 3, 12)), List.of());
    assertThat(decide(DEBTOR, morning, evidence))
        .isInstanceOfSatisfying(Deferred.class, deferred -> {
          assertThat(deferred.rule()).isEqualTo("promise");
          assertThat(deferred.until()).isEqualTo("2026-03-13T06:00:00Z"); // 08:00 in Chisinau
        });
    AccountFacts past = new AccountFacts(List.of(), List.of(), Optional.of(LocalDate.of(2026, 3, 9)), List.of());
    assertThat(decide(DEBTOR, morning, past)).isInstanceOf(Allowed.class);
  }

  @Test
  void a_promise_that_outlasts_the_contact_refuses_it() {
    var contact = Cases.contact(DEBTOR, Channel.ROBOT, NOON, NOON.plus(Duration.ofDays(2)));
    AccountFacts evidence = new AccountFacts(List.of(), List.of(), Optional.of(LocalDate.of(2026, 3, 20)), List.of());
    PolicyFacts facts = new PolicyFacts(new PolicyQuestion(contact, "test", Set.of()), DEBTOR, OPEN, evidence,
        Cases.DIALLING);
    assertThat(RuleChain.decide(facts, NOON))
        .isInstanceOfSatisfying(Refused.class, refused -> {
          assertThat(refused.rule()).isEqualTo("promise");
          assertThat(refused.why()).contains("its time passes before it may be placed");
        });
  }

  @Test
  void an_outage_defers_to_its_end_or_for_an_hour_when_no_end_is_known() {
    Instant end = NOON.plus(Duration.ofHours(5));
    assertThat(decide(DEBTOR, OPEN, out(Optional.of(end))))
        .isEqualTo(new Deferred(end, "outage", Why.OUTAGE.with("Centru")));
    assertThat(decide(DEBTOR, OPEN, out(Optional.empty())))
        .isInstanceOfSatisfying(
            Deferred.class, deferred -> assertThat(deferred.until()).isEqualTo(NOON.plus(Duration.ofHours(1))));
    assertThat(decide(DEBTOR, OPEN, out(Optional.of(NOON)))).isInstanceOf(Allowed.class);
  }

  @Test
  void the_latest_of_several_deferrals_wins_and_a_refusal_wins_over_all() {
    AccountFacts evidence = new AccountFacts(
        List.of(), List.of(), Optional.of(LocalDate.of(2026, 3, 12)),
        out(Optional.of(NOON.plus(Duration.ofHours(5)))).outages());
    assertThat(decide(DEBTOR, OPEN, evidence).rule()).isEqualTo("promise");
    AccountFacts stopped = new AccountFacts(
        List.of(), stopped(new Suppression.Target.Household(IdGenerator.next())).stops(), evidence.promisedFor(),
        evidence.outages());
    assertRefused(decide(DEBTOR, OPEN, stopped), "stop");
  }

  @Test
  void rules_have_names_of_their_own() {
    assertThat(RuleChain.ALL.stream().map(Rule::name).collect(Collectors.toSet())).hasSize(RuleChain.ALL.size());
  }

  private static Decision decide(Account account, Profile profile, AccountFacts evidence) {
    return RuleChain.decide(facts(account, Channel.ROBOT, profile, evidence, NOON), NOON);
  }

  private static AccountFacts out(Optional<Instant> until) {
    Outage outage = new Outage(IdGenerator.next(), "Centru", NOON.minusSeconds(60), until);
    return new AccountFacts(List.of(), List.of(), Optional.empty(), List.of(outage));
  }

  private static AccountFacts stopped(Suppression.Target... targets) {
    List<Suppression> stops = List.of(targets).stream()
        .map(target -> new Suppression(
            IdGenerator.next(), target, StopKind.OPT_OUT, "", "test",
            new Suppression.Term(NOON, Optional.empty(), Optional.empty())))
        .toList();
    return new AccountFacts(List.of(), stops, Optional.empty(), List.of());
  }

  private static void assertRefused(Decision decision, String rule) {
    assertThat(decision).isInstanceOf(Refused.class);
    assertThat(decision.rule()).isEqualTo(rule);
  }

  private static DeadNumber dead(Phone phone, Refusal said, Instant at) {
    return new DeadNumber(phone, Medium.CALL, List.of(new DeadNumber.Report(said, at, "pbx")));
  }

  private static AccountFacts dead(DeadNumber number) {
    return new AccountFacts(List.of(), List.of(), Optional.empty(), List.of(), List.of(number));
  }
}
