package org.obzvon.policy.jooq;

import static org.assertj.core.api.Assertions.assertThat;
import static org.obzvon.jooq.Tables.DECISION;
import static org.obzvon.policy.jooq.PolicySurroundings.NOON;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.jooq.DSLContext;
import org.jooq.ExecuteContext;
import org.jooq.ExecuteListener;
import org.jooq.impl.DSL;
import org.jooq.impl.DefaultExecuteListenerProvider;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.obzvon.contact.Channel;
import org.obzvon.fixture.TestStore;
import org.obzvon.policy.ContactPolicy;
import org.obzvon.policy.Decision;
import org.obzvon.policy.DecisionPoint;
import org.obzvon.policy.AllowedPrefixes;
import org.obzvon.policy.PolicyAnswer;
import org.obzvon.policy.PolicyQuestion;
import org.obzvon.policy.StopKind;
import org.obzvon.policy.Suppression;
import org.obzvon.policy.Suppressions;
import org.obzvon.policy.jollyday.JollydayHolidays;
import org.obzvon.policy.yaml.YamlProfiles;
import org.obzvon.register.Account;
import org.obzvon.webhook.jooq.JooqEventOutbox;

@Tag("slow")
class ContactPolicyTest {
  private static final String RUSSIA = "ru-230fz-overdue";

  private final DSLContext store = TestStore.fresh();
  private final AtomicInteger statements = new AtomicInteger();
  private final DSLContext counted = counting(store, statements);
  private final PolicySurroundings desk = new PolicySurroundings(counted);
  private final SettableClock clock = new SettableClock(NOON);

  @TempDir
  Path folder;

  @Test
  void the_order_of_the_questions_is_kept_and_the_number_of_statements_does_not_grow_with_them() {
    ContactPolicy policy = policy(Optional.empty());
    List<PolicyQuestion> questions = new ArrayList<>();
    for (int i = 0; i < 200; i++) {
      Account account = desk.account("A-" + i, String.format("+373691%05d", i));
      questions.add(new PolicyQuestion(desk.planned(account, Channel.ROBOT), RUSSIA, Set.of()));
    }
    int forOne = statementsOf(() -> policy.ask(questions.subList(0, 1), DecisionPoint.PLAN));
    List<PolicyAnswer> answers = new ArrayList<>();
    int forAll = statementsOf(() -> answers.addAll(policy.ask(questions, DecisionPoint.PLAN)));
    assertThat(forAll).isEqualTo(forOne).isLessThan(12);
    assertThat(answers).extracting(PolicyAnswer::question).isEqualTo(questions);
    assertThat(store.fetchCount(DECISION)).isEqualTo(201);
  }

  @Test
  void two_questions_about_one_household_are_not_both_allowed_when_placing() {
    Account first = desk.account("A-1", "+37369100001");
    Account second = desk.account("A-2", first.household(), "+37369100002");
    Account neighbour = desk.account("B-1", "+37369100001");
    List<PolicyAnswer> answers = policy(Optional.empty()).ask(
        List.of(
            desk.question(first, Channel.ROBOT, RUSSIA), desk.question(second, Channel.ROBOT, RUSSIA),
            desk.question(neighbour, Channel.SMS, RUSSIA)),
        DecisionPoint.PLACE);
    assertThat(answers.get(0).decision()).isInstanceOf(Decision.Allowed.class);
    assertThat(answers.get(1).decision().rule()).isEqualTo("under-way");
    assertThat(answers.get(2).decision().rule()).as("the same number").isEqualTo("under-way");
  }

  @Test
  void while_planning_they_are_both_allowed_for_they_are_asked_about_again() {
    Account first = desk.account("A-1", "+37369100001");
    PolicyQuestion question = new PolicyQuestion(desk.planned(first, Channel.ROBOT), RUSSIA, Set.of());
    assertThat(policy(Optional.empty()).ask(List.of(question, question), DecisionPoint.PLAN))
        .allSatisfy(answer -> assertThat(answer.decision()).isInstanceOf(Decision.Allowed.class));
  }

  @Test
  void a_contact_planned_in_the_night_is_judged_as_of_the_time_it_falls_due() {
    Account account = desk.account("A-1", "+37369100001");
    clock.set(Instant.parse("2026-03-10T01:00:00Z"));
    PolicyQuestion question = new PolicyQuestion(desk.planned(account, Channel.ROBOT), RUSSIA, Set.of());
    assertThat(policy(Optional.empty()).ask(List.of(question), DecisionPoint.PLAN).getFirst().decision())
        .isInstanceOf(Decision.Allowed.class);
  }

  @Test
  void a_stop_entry_that_will_be_over_when_the_contact_falls_due_does_not_hinder_the_plan() {
    Account account = desk.account("A-1", "+37369100001");
    clock.set(NOON.minus(Duration.ofHours(2)));
    new JooqSuppressions(store, new CalledOff(), new JooqEventOutbox(store), clock).add(
        new Suppressions.Stop(
            new Suppression.Target.Household(account.id()), StopKind.DISPUTE, "", Optional.of(NOON),
            new Suppression.Origin.OfPerson("test")));
    ContactPolicy policy = policy(Optional.empty());
    PolicyQuestion question = desk.question(account, Channel.ROBOT, RUSSIA);
    assertThat(policy.ask(List.of(question), DecisionPoint.PLAN).getFirst().decision())
        .isInstanceOf(Decision.Allowed.class);
    assertThat(policy.ask(List.of(question), DecisionPoint.PLACE).getFirst().decision().rule()).isEqualTo("stop");
  }

  @Test
  void every_answer_is_stored_with_its_reason_and_names_the_contact_once_it_exists() {
    Account account = desk.account("A-1", "+37369100001");
    ContactPolicy policy = policy(Optional.empty());
    PolicyQuestion planned = new PolicyQuestion(desk.planned(account, Channel.ROBOT), "nowhere", Set.of());
    PolicyQuestion placed = desk.question(account, Channel.ROBOT, RUSSIA);
    policy.ask(List.of(planned), DecisionPoint.PLAN);
    policy.ask(List.of(placed), DecisionPoint.PLACE);
    var rows = store.selectFrom(DECISION).orderBy(DECISION.ID).fetch();
    assertThat(rows).hasSize(2);
    assertThat(rows.get(0).getContactId()).isNull();
    assertThat(rows.get(0).getVerdict()).isEqualTo("REFUSED");
    assertThat(rows.get(0).getRule()).isEqualTo("profile");
    assertThat(rows.get(1).getContactId()).isEqualTo(placed.contact().id());
    assertThat(rows.get(1).getVerdict()).isEqualTo("ALLOWED");
    assertThat(rows.get(1).getProfileVersion()).startsWith("2026.1+");
  }

  @Test
  void a_deferral_that_only_repeats_is_stored_once_and_a_new_end_is_stored_again() {
    Account account = desk.account("A-1", "+37369100001");
    ContactPolicy policy = policy(Optional.empty());
    PolicyQuestion question = desk.question(account, Channel.ROBOT, RUSSIA);
    clock.set(Instant.parse("2026-03-10T21:00:00Z"));
    policy.ask(List.of(question), DecisionPoint.PLACE);
    clock.tick(Duration.ofHours(1));
    policy.ask(List.of(question), DecisionPoint.PLACE);
    assertThat(store.fetchCount(DECISION)).isEqualTo(1);
    clock.tick(Duration.ofDays(1));
    policy.ask(List.of(question), DecisionPoint.PLACE);
    assertThat(store.fetchCount(DECISION)).isEqualTo(2);
  }

  @Test
  void a_preview_stores_nothing() {
    Account account = desk.account("A-1", "+37369100001");
    PolicyQuestion question = desk.question(account, Channel.ROBOT, RUSSIA);
    assertThat(policy(Optional.empty()).preview(List.of(question), DecisionPoint.PLACE).getFirst().decision())
        .isInstanceOf(Decision.Allowed.class);
    assertThat(store.fetchCount(DECISION)).isZero();
  }

  @Test
  void a_profile_edited_during_a_campaign_decides_anew_and_old_answers_keep_their_version() throws IOException {
    Account account = desk.account("A-1", "+37369100001");
    PolicyQuestion question = desk.question(account, Channel.ROBOT, "eu-base");
    policy(Optional.empty()).ask(List.of(question), DecisionPoint.PLACE);
    Path shipped = Path.of(System.getProperty("project.root"), "dialer/src/main/resources/policies/eu-base.yaml");
    Files.writeString(
        folder.resolve("eu-base.yaml"), Files.readString(shipped).replace("workday: \"09:00", "workday: \"15:00"));
    policy(Optional.of(folder)).ask(List.of(question), DecisionPoint.PLACE);
    var rows = store.selectFrom(DECISION).orderBy(DECISION.ID).fetch();
    assertThat(rows).extracting(row -> row.getVerdict()).containsExactly("ALLOWED", "DEFERRED");
    assertThat(rows.get(0).getProfileVersion()).isNotEqualTo(rows.get(1).getProfileVersion());
  }

  private ContactPolicy policy(Optional<Path> own) {
    return new ContactPolicy(
        YamlProfiles.load(own, new JollydayHolidays()), desk, new JooqAccountFacts(counted),
        new JooqDecisionLog(counted),
        new AllowedPrefixes(List.of("+373")), clock);
  }

  private int statementsOf(Runnable work) {
    int before = statements.get();
    work.run();
    return statements.get() - before;
  }

  private static DSLContext counting(DSLContext store, AtomicInteger statements) {
    var listener = new ExecuteListener() {
      private static final long serialVersionUID = 1;

      @Override
      public void executeStart(ExecuteContext context) {
        statements.incrementAndGet();
      }
    };
    return DSL.using(store.configuration().derive(new DefaultExecuteListenerProvider(listener)));
  }
}
