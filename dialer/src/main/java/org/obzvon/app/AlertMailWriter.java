package org.obzvon.app;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.obzvon.alert.Alert;
import org.obzvon.alert.AlertMails.Due;
import org.obzvon.alert.AlertMails.Fact;
import org.obzvon.alert.MailCourier.Letter;
import org.obzvon.console.Phrases;
import org.obzvon.console.icu.IcuPhrases;
import org.obzvon.register.IdGenerator;
import org.obzvon.register.Language;

/// Writes alerts as mails, in one language and with the times of the pages.
public final class AlertMailWriter implements Function<Due, Letter> {
  /// More lines of one kind than anybody reads; the rest is only counted.
  private static final int MOST_LINES = 20;

  private final Phrases phrases;

  public AlertMailWriter(Language language, ZoneId zone) {
    this.phrases = IcuPhrases.all(zone).get(language);
  }

  @Override
  public Letter apply(Due due) {
    List<Fact> facts = due.facts();
    String lines = facts.stream().limit(MOST_LINES).map(this::line).collect(Collectors.joining("\n"))
        + (facts.size() > MOST_LINES ? "\n" + phrases.say("alert-mail.more", facts.size() - MOST_LINES) : "");
    return new Letter(
        due.id(), due.left(), "Obzvon: " + subject(due),
        lines + "\n\n" + phrases.say("alert-mail.foot", due.node()) + "\n",
        due.made());
  }

  /// Returns a mail that tests whether mails arrive.
  Letter trial(String node, List<String> to, Instant now) {
    return new Letter(
        IdGenerator.next(), to, "Obzvon: " + phrases.say("alert-mail.trial"),
        phrases.say("alert-mail.trial-text", node) + "\n",
        now);
  }

  private String subject(Due due) {
    boolean over = !due.facts().isEmpty() && due.facts().stream().allMatch(fact -> fact.ended().isPresent());
    String title = phrases.named(over ? "alert-over" : "alert", due.kind().name());
    String of = due.facts().stream().map(fact -> fact.alert().subject()).filter(subject -> !subject.isEmpty())
        .distinct()
        .limit(3)
        .map(subject -> named(due.kind(), subject))
        .collect(Collectors.joining(", "));
    return of.isEmpty() ? title : title + ": " + of;
  }

  private String named(Alert.Kind kind, String subject) {
    return kind == Alert.Kind.STANDING_STILL ? phrases.named("channel", subject) : subject;
  }

  private String line(Fact fact) {
    Alert alert = fact.alert();
    String title = phrases.named("alert", alert.kind().name());
    String subject = alert.subject().isEmpty() ? "" : ": " + named(alert.kind(), alert.subject());
    String since = alert.since().equals(Instant.EPOCH)
        ? phrases.say("alert-mail.never")
        : phrases.say("alert-mail.since", phrases.moment(alert.since()));
    String detail = detail(alert);
    String began = "- " + title + subject + ", " + since + (detail.isEmpty() ? "" : " (" + detail + ")");
    return fact.ended().map(
        ended -> began + "\n  "
            + phrases.say(
                fact.unseen() ? "alert-mail.unseen" : "alert-mail.over", phrases.moment(ended),
                phrases.number(Math.max(0, Duration.between(alert.since(), ended).toMinutes()))))
        .orElse(began);
  }

  private String detail(Alert alert) {
    if (alert.kind() != Alert.Kind.LINE_RESTS) {
      return alert.detail();
    }
    String[] words = alert.detail().split(" ", 2);
    return phrases.named("line-rest", words[0]) + (words.length > 1 ? "; " + words[1] : "");
  }
}
