package org.obzvon.campaign.yaml;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.obzvon.campaign.Definition;
import org.obzvon.campaign.RetryRules.Kind;
import org.obzvon.contact.ContactOrigin;
import org.obzvon.document.BadInput;
import org.obzvon.document.yaml.YamlNode;

/// Tests that campaign definitions are read from YAML and that faulty ones are refused.
public class YamlDefinitionTest {
  public static final String GOOD = """
      name: november
      experiment:
        name: reminders
        seed: s-1
        arms: {ROBOT: 50, HOLD_OUT: 50}
      segments:
        - {name: active, service-state: active, arrears-at-least: 100, debt-days: 3..60}
      ladder:
        - {from: debt, day: 3, at: "10:00", expires-after: 2d, arms: [ROBOT], channel: robot, script: payment-active}
        - {from: debt, day: 10, arms: [ROBOT], segments: [active], channel: robot, script: payment-active}
      policy: ru-230fz-overdue
      calendar: {from: 2026-11-01, until: 2026-12-31, holidays: [2026-11-05]}
      dialling: {caller-id: "+74950000000", ring: 25s, lines: 20}
      retry:
        attempts-at-most: 3
        busy: {after: 15m, times: 2}
      goals: {window: 30d, paid: 0.45}
      """;

  private static Definition read(String text) {
    return YamlDefinition.read(YamlNode.parse("c.yaml", text));
  }

  @Test
  void a_campaign_file_is_read_as_it_is_written() {
    Definition campaign = read(GOOD);
    assertThat(campaign.name()).isEqualTo("november");
    assertThat(campaign.experiment().weights()).isEqualTo("ROBOT=50,HOLD_OUT=50");
    assertThat(campaign.ladder()).hasSize(2);
    assertThat(campaign.ladder().get(1).number()).isEqualTo(1);
    assertThat(campaign.rules().retry().rules().get(Kind.BUSY).after()).isEqualTo(Duration.ofMinutes(15));
    assertThat(campaign.goals().window()).isEqualTo(30);
    assertThat(campaign.rules().calendar().holidays()).containsExactly(LocalDate.of(2026, 11, 5));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "name: november            | name: Ноябрь               | c.yaml:1: name: must be small letters",
        "ROBOT: 50                 | robot: 50                  | an arm is named like ROBOT",
        "arms: [ROBOT], channel    | arms: [SMS], channel       | is no arm of this campaign; known: HOLD_OUT, ROBOT",
        "arms: [ROBOT], channel    | arms: [HOLD_OUT], channel  | the hold-out is not contacted",
        "segments: [active]        | segments: [aktive]         | is no segment of this campaign",
        "after: 15m                | after: 15                  | c.yaml:16: retry.busy.after: must be a time with its unit",
        "after: 15m                | after: 1s                  | must be from 1m to 14d",
        "until: 2026-12-31         | until: 2026-10-31          | is before 'from'",
        "caller-id: \"+74950000000\"| caller-id: 84950000000    | must be the number shown to debtors",
        "debt-days: 3..60          | debt-days: 60..3           | the smaller first",
        "lines: 20                 | lnes: 20                   | unknown key; known here: caller-id, detect-machine, lines, ring",
        "paid: 0.45                | paid: 45                   | must be a share from 0 to 1",
        "script: payment-active}   | script: ../etc}            | must be a name of small letters"
      })
  void a_fault_is_named_with_its_line_and_key(String good, String bad, String message) {
    assertThat(GOOD).contains(good);
    assertThatThrownBy(() -> read(GOOD.replaceFirst(java.util.regex.Pattern.quote(good), bad)))
        .isInstanceOf(BadInput.class)
        .hasMessageContaining(message);
  }

  @Test
  void turns_are_usual_unless_the_file_gives_a_priority_or_a_weight() {
    assertThat(read(GOOD).rules().turns()).isEqualTo(new Definition.Turns(Definition.Priority.USUAL, 1));
    assertThat(read(GOOD + "turns: {priority: high, weight: 3}\n").rules().turns())
        .isEqualTo(new Definition.Turns(Definition.Priority.HIGH, 3));
    assertThatThrownBy(() -> read(GOOD + "turns: {priority: urgent, weight: 101}\n"))
        .isInstanceOf(BadInput.class)
        .hasMessageContaining("turns.priority");
    assertThatThrownBy(() -> read(GOOD + "turns: {weight: 101}\n"))
        .isInstanceOf(BadInput.class)
        .hasMessageContaining("turns.weight");
  }

  @Test
  void a_step_is_due_in_the_debtors_own_morning_and_expires() {
    var step = read(GOOD).ladder().getFirst();
    var planned = step.plan(Optional.of(LocalDate.of(2026, 11, 10)), Optional.empty(), ZoneId.of("Asia/Kamchatka"))
        .orElseThrow();
    assertThat(planned.window().due()).isEqualTo("2026-11-12T22:00:00Z");
    assertThat(planned.isDue(planned.window().due())).isTrue();
    assertThat(planned.isDue(planned.window().due().minusMillis(1))).isFalse();
    assertThat(planned.isDue(planned.window().expires())).isFalse();
  }

  @Test
  void a_debtor_without_the_date_a_step_counts_from_gets_no_such_step() {
    var step = read(GOOD.replace("from: debt, day: 3", "from: restriction, day: -2")).ladder().getFirst();
    assertThat(step.plan(Optional.of(LocalDate.of(2026, 11, 10)), Optional.empty(), ZoneId.of("UTC"))).isEmpty();
  }

  private static final String NOTICE = "  - {from: restriction, day: -10, at: \"11:00\", notice: yes, channel: sms, script: restriction-notice}\npolicy: x\n"
      + "notice-policy: ru-suspension-notice\n";

  @Test
  void a_notice_is_for_every_arm_and_has_a_policy_of_its_own() {
    Definition campaign = read(GOOD.replaceFirst("policy: .*\n", NOTICE));
    var notice = campaign.ladder().getLast();
    assertThat(notice.isNotice()).isTrue();
    assertThat(notice.isFor("HOLD_OUT", "active")).isTrue();
    assertThat(notice.isFor("ROBOT", "active")).isTrue();
    assertThat(campaign.ladder().getFirst().isFor("HOLD_OUT", "active")).isFalse();
    assertThat(campaign.rules().profile(ContactOrigin.Kind.NOTICE)).isEqualTo("ru-suspension-notice");
    assertThat(campaign.rules().profile(ContactOrigin.Kind.LADDER)).isEqualTo("x");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "notice: yes, channel | notice: yes, arms: [ROBOT], channel | goes to every arm, the hold-out too",
        "channel: sms         | channel: robot                      | must be sms: a notice is written",
        "notice-policy: ru-suspension-notice | '' | the key 'notice-policy' is missing",
        "notice: yes          | notice: no                          | the key 'arms' is missing"
      })
  void a_notice_that_is_none_is_refused(String good, String bad, String message) {
    assertThat(NOTICE).contains(good);
    assertThatThrownBy(() -> read(GOOD.replaceFirst("policy: .*\n", NOTICE.replace(good, bad))))
        .isInstanceOf(BadInput.class)
        .hasMessageContaining(message);
  }

  @Test
  void what_is_written_when_something_happens_stands_under_events() {
    assertThat(read(GOOD).rules().happenings()).isEmpty();
    var rules = read(
        GOOD
            + "events:\n  promise-due: {template: promise-today, at: \"08:30\"}\n"
            + "  promise-broken: {template: promise-broken, days-after: 2}\n  payment: {template: payment-received}\n"
            + "  appointment: {template: connection-appointment, days-before: 1}\n")
        .rules()
        .happenings();
    assertThat(rules).hasSize(4);
    assertThat(rules.get(ContactOrigin.Kind.PROMISE_DUE).at()).isEqualTo("08:30");
    assertThat(rules.get(ContactOrigin.Kind.PROMISE_BROKEN).days()).isEqualTo(2);
    assertThatThrownBy(() -> read(GOOD + "events: {payment: {template: payment-received, at: \"09:00\"}}\n"))
        .isInstanceOf(BadInput.class)
        .hasMessageContaining("at: is an unknown key; known here: template");
  }
}
