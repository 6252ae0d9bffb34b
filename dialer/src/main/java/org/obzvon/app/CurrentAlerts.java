package org.obzvon.app;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import org.obzvon.alert.Alert;
import org.obzvon.alert.Alert.Kind;
import org.obzvon.console.Vitals;
import org.obzvon.document.SafeText;
import org.obzvon.document.Sentence;

/// Turns what the health check reports as wrong into alerts.
public final class CurrentAlerts implements Supplier<List<Alert>> {
  private static final int LONGEST_DETAIL = 300;

  private final Vitals vitals;
  private final Set<String> gateways;
  private final Duration backupAge;
  private final InstantSource clock;

  /// @param gateways names of the lines that are gateways for text messages
  /// @param backupAge the age above which a backup causes an alert
  public CurrentAlerts(Vitals vitals, Set<String> gateways, Duration backupAge, InstantSource clock) {
    this.vitals = vitals;
    this.gateways = Set.copyOf(gateways);
    this.backupAge = backupAge;
    this.clock = clock;
  }

  @Override
  public List<Alert> get() {
    Instant now = clock.instant();
    List<Alert> all = new ArrayList<>();
    vitals.lines().forEach(line -> add(line, now, all));
    vitals.standingStill().forEach((channel, since) -> all.add(alert(Kind.STANDING_STILL, channel.name(), "", since)));
    vitals.doubtedLines().forEach(
        doubt -> all.add(
            alert(Kind.DEAD_NUMBERS, doubt.line(), doubt.count().dead() + "/" + doubt.count().tries(), doubt.since())));
    vitals.dead().forEach(part -> all.add(alert(Kind.PART_ENDED, part, "", now)));
    backup(now).ifPresent(all::add);
    vitals.restoreUnconfirmedSince().ifPresent(since -> all.add(alert(Kind.RESTORE_UNCONFIRMED, "", "", since)));
    return all;
  }

  private void add(Vitals.LineState line, Instant now, List<Alert> all) {
    String trouble = line.trouble().map(Sentence::english).orElse("");
    line.rest().ifPresent(
        rest -> all.add(alert(Kind.LINE_RESTS, line.name(), (rest.why().name() + " " + rest.detail()).strip(),
            rest.since())));
    if (!line.connected()) {
      all.add(alert(gateways.contains(line.name()) ? Kind.GATEWAY_LOST : Kind.EXCHANGE_LOST, line.name(), trouble,
          now));
    } else if (!trouble.isEmpty()) {
      all.add(alert(Kind.LINE_TROUBLED, line.name(), trouble, now));
    }
  }

  private Optional<Alert> backup(Instant now) {
    Optional<Duration> age = vitals.sinceLastBackup();
    return age.isPresent() && age.get().compareTo(backupAge) <= 0
        ? Optional.empty()
        : Optional.of(alert(Kind.BACKUP_OLD, "", "", age.map(now::minus).orElse(Instant.EPOCH)));
  }

  /// Returns the alert. Text from networks and gateways is kept short and plain, and long numbers, which may be those
  /// of debtors, are masked.
  private static Alert alert(Kind kind, String subject, String detail, Instant since) {
    String plain = SafeText.line(detail, LONGEST_DETAIL).strip();
    return new Alert(kind, SafeText.line(subject),
        plain.replaceAll("\\d(?=(?:[\\s().-]?\\d){6,})[\\d\\s().-]*\\d", "***"), since);
  }
}
