package org.obzvon.console.pages.http;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.obzvon.commands.FormFault;
import org.obzvon.console.http.Form;
import org.obzvon.document.BadInput;
import org.obzvon.document.Problem;
import org.obzvon.policy.Profile;

/// The short form of a campaign: writes the YAML of a whole campaign from a few choices, for a person to read, change
/// and store.
public final class CampaignDraft {
  /// The choices that this installation offers.
  public record Choices(
      List<Profile.Title> policies, List<String> scripts, List<String> texts, LocalDate today) {}

  private final Supplier<Choices> present;

  public CampaignDraft(Supplier<Choices> present) {
    this.present = present;
  }

  public Choices choices() {
    return present.get();
  }

  /// @throws BadInput with every problem found
  String yaml(Form form) {
    List<Problem> problems = new ArrayList<>();
    Choices choices = choices();
    String name = matching(form, "name", "[a-z0-9][a-z0-9-]{0,39}", FormFault.LATIN_NAME, problems);
    String caller = matching(form, "caller", "\\+[1-9]\\d{6,14}", FormFault.CALLER, problems);
    String at = matching(form, "at", "([01]\\d|2[0-3]):[0-5]\\d", FormFault.TIME, problems);
    String policy = known(form, "policy", choices.policies().stream().map(Profile.Title::id).toList(), problems);
    String script = known(form, "script", choices.scripts(), problems);
    String text = known(form, "text", choices.texts(), problems);
    String from = day(form, "from", problems);
    String until = day(form, "until", problems);
    String arms = arms(form, problems);
    String least = Integer.toString(number(form, "least", 0, 1_000_000, problems));
    int first = number(form, "first", 0, 365, problems);
    int second = number(form, "second", 0, 365, problems);
    int lines = number(form, "lines", 1, 1000, problems);
    if (!problems.isEmpty()) {
      throw new BadInput(problems);
    }
    StringBuilder ladder = new StringBuilder();
    for (int day : first == second ? new int[]{first} : new int[]{first, second}) {
      if (arms.contains("ROBOT")) {
        ladder.append(step(day, at, "ROBOT", "robot", script));
      }
      if (arms.contains("OPERATOR")) {
        ladder.append(step(day, at, "OPERATOR", "operator", "payment"));
      }
      if (arms.contains("SMS")) {
        ladder.append(step(day, at, "SMS", "sms", text));
      }
    }
    return """
        name: %s
        experiment: {name: %s, seed: %s, arms: {%s}}
        segments:
          - {name: debtors, legal-entity: no, arrears-at-least: %s}
        ladder:
        %spolicy: %s
        calendar: {from: %s, until: %s, holidays: []}
        dialling: {caller-id: "%s", ring: 30s, lines: %d, detect-machine: no}
        retry:
          attempts-at-most: 3
          busy: {after: 20m, times: 2}
          no-answer: {after: 3h, times: 2}
          machine: {after: 4h, times: 1}
          rejected: {after: 1d, times: 1}
          hung-up-early: {after: 1d, times: 1}
          somebody-else: {after: 4h, times: 1}
          line-fault: {after: 10m, times: 3}
        goals: {window: 30d}
        """
        .formatted(name, name, name, arms, least, ladder, policy, from, until, caller, lines);
  }

  private static String step(int day, String at, String arm, String channel, String script) {
    return "  - {from: debt, day: %d, at: \"%s\", expires-after: 3d, arms: [%s], channel: %s, script: %s}%n"
        .formatted(day, at, arm, channel, script);
  }

  private static String arms(Form form, List<Problem> problems) {
    List<String> arms = new ArrayList<>();
    for (String arm : List.of("ROBOT", "OPERATOR", "SMS", "HOLD_OUT")) {
      int weight = number(form, "weight-" + arm, 0, 1000, problems);
      if (weight > 0) {
        arms.add(arm + ": " + weight);
      }
    }
    if (arms.isEmpty()) {
      problems.add(new Problem("arms", 0, "", FormFault.NO_ARM.with()));
    }
    return String.join(", ", arms);
  }

  private static String matching(Form form, String field, String pattern, FormFault otherwise, List<Problem> problems) {
    String value = form.line(field);
    if (!value.matches(pattern)) {
      problems.add(new Problem(field, 0, "", otherwise.with()));
    }
    return value;
  }

  private static String known(Form form, String field, List<String> known, List<Problem> problems) {
    String value = form.line(field);
    if (!known.contains(value)) {
      problems.add(new Problem(field, 0, "", FormFault.NO_CHOICE.with()));
    }
    return value;
  }

  private static String day(Form form, String field, List<Problem> problems) {
    try {
      return LocalDate.parse(form.line(field)).toString();
    } catch (DateTimeException _) {
      problems.add(new Problem(field, 0, "", FormFault.DATE.with()));
      return "";
    }
  }

  private static int number(Form form, String field, int least, int most, List<Problem> problems) {
    String value = form.line(field);
    int number = value.matches("\\d{1,7}") ? Integer.parseInt(value) : -1;
    if (number < least || number > most) {
      problems.add(new Problem(field, 0, "", FormFault.WHOLE_NUMBER.with(least, most)));
    }
    return number;
  }
}
