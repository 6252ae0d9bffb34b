package org.obzvon.console.http;

import io.micronaut.health.HealthStatus;
import io.micronaut.management.health.indicator.HealthIndicator;
import io.micronaut.management.health.indicator.HealthResult;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.obzvon.alert.AlertMails;
import org.obzvon.console.Vitals;
import org.obzvon.contact.Channel;
import org.reactivestreams.Publisher;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

/// Reports DOWN while an exchange is not connected or the store does not answer. Reports DEGRADED while a line rests or
/// reports far more numbers dead than usual, while contacts are due and none is placed, while the store is overloaded,
/// while a restore waits for a person, or while alert mails do not arrive. The details name the cause.
final class VitalsHealth implements HealthIndicator {
  /// The service answers and a restart alone would repair nothing; a person has to look.
  private static final HealthStatus DEGRADED = new HealthStatus("DEGRADED", "needs a look", true, 500);

  /// With the rest of the request this stays below the two seconds within which a health check is answered.
  private static final Duration LONGEST_LOOK = Duration.ofMillis(1_500);

  private final Vitals vitals;

  VitalsHealth(Vitals vitals) {
    this.vitals = vitals;
  }

  @Override
  public Publisher<HealthResult> getResult() {
    return Mono.fromSupplier(this::look)
        .subscribeOn(Schedulers.boundedElastic())
        .timeout(LONGEST_LOOK, Mono.fromSupplier(this::unfinished));
  }

  /// Reports a check that took too long. While the store still answers the probe that watches it, the service is
  /// reported as overloaded, and not as down: a restart would disconnect every debtor on the line.
  private HealthResult unfinished() {
    String why = "no whole look within " + LONGEST_LOOK.toMillis() + " ms";
    return vitals.storeAnswers()
        ? HealthResult.builder("obzvon", DEGRADED).details(Map.of("busy", why)).build()
        : HealthResult.builder("obzvon", HealthStatus.DOWN).details(Map.of("store", "does not answer: " + why)).build();
  }

  private HealthResult look() {
    Map<String, Object> details = new LinkedHashMap<>();
    boolean up = true;
    boolean rests = false;
    boolean wants = false;
    for (Vitals.LineState line : vitals.lines()) {
      Map<String, Object> said = new LinkedHashMap<>();
      said.put("connected", line.connected());
      line.trouble().ifPresent(trouble -> said.put("trouble", trouble.english()));
      line.rest().ifPresent(
          rest -> said.put(
              "rests",
              Map.of("since", rest.since().toString(), "why", rest.why().name(), "detail", rest.detail())));
      said.put("open", line.open());
      said.put("limit", line.limit());
      details.put(line.name(), said);
      up &= line.connected();
      rests |= line.rest().isPresent();
    }
    try {
      details.put("waiting", vitals.waiting());
      wants |= putRestore(details);
      wants |= putMail(details);
      details.put("last_backup_seconds_ago", vitals.sinceLastBackup().<Object>map(Duration::toSeconds).orElse("never"));
    } catch (RuntimeException e) {
      details.put("store", "does not answer: " + e.getClass().getSimpleName());
      up = false;
    }
    details.put("unstored", vitals.unstored());
    Map<Channel, Instant> still = vitals.standingStill();
    if (!still.isEmpty()) {
      Map<String, String> since = new TreeMap<>();
      still.forEach(
          (channel, from) -> since.put(channel.name(), "nothing placed since " + from + " although contacts are due"));
      details.put("standing_still", since);
    }
    Map<String, String> doubted = new TreeMap<>();
    vitals.doubtedLines().forEach(
        doubt -> doubted.put(
            doubt.line(),
            doubt.count().dead() + " of " + doubt.count().tries() + " numbers called dead, since "
                + doubt.since()));
    if (!doubted.isEmpty()) {
      details.put("dead_numbers", doubted);
    }
    if (!vitals.dead().isEmpty()) {
      details.put("dead", vitals.dead());
      up = false;
    }
    wants |= !still.isEmpty() || !doubted.isEmpty() || rests;
    HealthStatus status = !up ? HealthStatus.DOWN : wants ? DEGRADED : HealthStatus.UP;
    return HealthResult.builder("obzvon", status).details(details).build();
  }

  /// Returns whether a person has to look.
  private boolean putRestore(Map<String, Object> details) {
    Optional<Instant> since = vitals.restoreUnconfirmedSince();
    since.ifPresent(at -> details.put("restore_unconfirmed_since", at.toString()));
    return since.isPresent();
  }

  /// Returns whether a person has to look. Addresses are masked, because anybody may read a health check.
  private boolean putMail(Map<String, Object> details) {
    Optional<AlertMails.State> mail = vitals.mail();
    Optional<AlertMails.Trouble> trouble = mail.flatMap(AlertMails.State::trouble);
    mail.ifPresent(
        state -> {
          Map<String, Object> said = new LinkedHashMap<>();
          said.put("waiting", state.waiting());
          said.put("given_up", state.givenUp());
          trouble.ifPresent(
              one -> said.put("trouble", one.words().replaceAll("[^\\s<>:;,]+@[^\\s<>:;,]+", "***") + ", at "
                  + one.at()));
          details.put("mail", said);
        });
    return trouble.isPresent();
  }
}
