package org.obzvon.schedule;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.obzvon.campaign.yaml.YamlDefinition;
import org.obzvon.document.Problem;
import org.obzvon.document.yaml.YamlNode;
import org.obzvon.policy.jollyday.JollydayHolidays;
import org.obzvon.policy.yaml.YamlProfiles;

/// Tests the warnings, at the creation of a campaign, about steps that can never be made.
class StepWarningsTest {
  private static final LocalDate TODAY = LocalDate.of(2026, 11, 18);
  private static final StepWarnings WARNINGS = new StepWarnings(
      YamlProfiles.load(Optional.empty(), new JollydayHolidays()));
  private static final String GOOD = """
      name: november
      experiment: {name: reminders, seed: s-1, arms: {ROBOT: 50, SMS: 0, HOLD_OUT: 50}}
      segments:
        - {name: new, service-state: active, legal-entity: no, arrears-at-least: 100, debt-days: 3..30}
        - {name: old, service-state: active, legal-entity: no, arrears-at-least: 100, debt-days: 31..90}
        - {name: cut, service-state: restricted, arrears-at-least: 100, debt-days: 3..90}
      ladder:
        - {from: debt, day: 3, at: "10:00", expires-after: 2d, arms: [ROBOT], segments: [new], channel: robot, script: payment-active}
        - {from: restriction, day: -2, at: "11:00", expires-after: 12h, notice: yes, segments: [new, old], channel: sms, script: restriction-notice}
      policy: ru-230fz-overdue
      notice-policy: ru-suspension-notice
      calendar: {from: 2026-11-02, until: 2026-12-31, holidays: [2026-11-05]}
      dialling: {caller-id: "+74950000000", ring: 25s, lines: 20}
      retry: {attempts-at-most: 3}
      goals: {window: 30d}
      """;

  private static List<String> warnings(String text) {
    return WARNINGS.of("november", YamlDefinition.read(YamlNode.parse("c.yaml", text)), TODAY).stream()
        .map(one -> one.where() + " " + one.reason().code())
        .toList();
  }

  @Test
  void a_campaign_whose_steps_can_all_be_made_has_no_warning() {
    assertThat(warnings(GOOD)).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "at: \"10:00\", expires-after: 2d | at: \"22:30\", expires-after: 8h                | ladder[0] step.never-permitted",
        "at: \"10:00\", expires-after: 2d | at: \"06:00\", expires-after: 2h                | ladder[0] step.never-permitted",
        "day: 3, at                       | day: 0, at                                      | ladder[0] step.segment-empty",
        "day: 3, at                       | day: 45, at                                     | ladder[0] step.segment-empty",
        "segments: [new], channel         | segments: [cut], channel                        | ''",
        "arrears-at-least: 100, debt-days: 3..30 | arrears-at-least: 100, arrears-below: 100, debt-days: 3..30 | ladder[0] step.segment-empty",
        "legal-entity: no, arrears-at-least: 100, debt-days: 3..30 | legal-entity: yes, arrears-at-least: 100, debt-days: 3..30 | ladder[0] step.persons-only",
        "debt-days: 3..30                 | debt-days: 3..30, tags: [vip], without-tags: [vip] | ladder[0] step.segment-empty",
        "arms: [ROBOT], segments          | arms: [SMS], segments                           | ladder[0] step.no-arm",
        "from: debt, day: 3               | from: restriction, day: 3                       | ladder[0] step.after-restriction",
        "from: debt, day: 3, at: \"10:00\", expires-after: 2d, arms: [ROBOT], segments: [new] | from: restriction, day: -5, at: \"10:00\", expires-after: 2d, arms: [ROBOT], segments: [cut] | ladder[0] step.before-restriction",
        "day: -2                          | day: 0                                          | ladder[1] step.notice-too-late",
        "until: 2026-12-31                | until: 2026-11-10                               | calendar.until step.calendar-over",
        "calendar: {from: 2026-11-02      | calendar: {from: 2026-11-07                     | ladder[1] step.notice-not-given"
      })
  void a_step_that_can_never_be_made_is_named_with_its_reason(String good, String bad, String warning) {
    assertThat(GOOD).contains(good);
    String text = GOOD.replaceFirst(java.util.regex.Pattern.quote(good), java.util.regex.Matcher.quoteReplacement(bad));
    if (warning.isEmpty()) {
      assertThat(warnings(text)).isEmpty();
    } else {
      assertThat(warnings(text)).contains(warning);
    }
  }

  @Test
  void a_segment_that_an_earlier_one_leaves_nobody_is_named() {
    String shadowed = GOOD.replace("  - {name: new,",
        "  - {name: all, arrears-at-least: 50, debt-days: 1..60}\n  - {name: new,");
    assertThat(warnings(shadowed)).contains("ladder[0] step.segment-empty");
  }

  @Test
  void a_warning_says_the_day_and_the_hours_that_it_is_about() {
    String text = GOOD.replace("at: \"10:00\", expires-after: 2d", "at: \"22:30\", expires-after: 8h");
    Problem warning = WARNINGS.of("november", YamlDefinition.read(YamlNode.parse("c.yaml", text)), TODAY).getFirst();
    assertThat(warning.toString())
        .contains("will never be made: from 2026-11-02 to 2026-12-31 the hours of the policy ru-230fz-overdue")
        .contains("between 22:30 and the end of its time 8h later");
  }
}
