package org.obzvon.app;

import java.time.Duration;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.stream.Collectors;
import org.obzvon.alert.Alert;
import org.obzvon.alert.AlertLoop;
import org.obzvon.alert.AlertMails;
import org.obzvon.alert.AlertWatch;
import org.obzvon.alert.MailRound;
import org.obzvon.alert.jooq.JooqAlertBook;
import org.obzvon.alert.jooq.JooqAlertMails;
import org.obzvon.alert.smtp.SmtpCourier;
import org.obzvon.config.Settings;
import org.obzvon.console.Vitals;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Assembles alerts by mail; it exists only where mail is configured.
public final class AlertAssembly implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(AlertAssembly.class);
  /// The process ends after this time, whether or not its last alert was stored.
  private static final Duration LAST_WORDS = Duration.ofSeconds(3);

  private final AlertWatch watch;
  private final AlertLoop watching;
  private final AlertLoop sending;

  public AlertAssembly(
      Adapters adapters, Settings settings, Settings.Mail mail, Vitals vitals,
      BiConsumer<Alert.Kind, AlertMails.Verdict> meters) {
    Set<String> gateways = settings.texting().kinds().stream().map(Settings.GatewayKind::name)
        .collect(Collectors.toSet());
    this.watch = new AlertWatch(
        new AlertWatch.Node(settings.node(), adapters.clock(), System::nanoTime, vitals::storeAnswers),
        mail.rules(),
        new CurrentAlerts(vitals, gateways, mail.backupAge(), adapters.clock()),
        new JooqAlertBook(adapters.db()));
    MailRound round = new MailRound(
        settings.node(), adapters.clock(), new JooqAlertMails(adapters.db()), new SmtpCourier(mail.server()),
        new AlertMailWriter(mail.language(), settings.http().zone()), meters);
    this.watching = new AlertLoop("alerts", watch::look, () -> true);
    this.sending = new AlertLoop("alert-mails", round::run, vitals::storeAnswers);
  }

  void start() {
    sending.start(); // first, or the first look would report this part as ended
    watching.start();
  }

  boolean isAlive() {
    return watching.isAlive() && sending.isAlive();
  }

  /// Looks at once, because something has changed.
  void wake() {
    watching.wake();
  }

  /// Queues alerts about what is wrong now, before the process ends; the next process may be the one that sends them.
  public void lastLook() {
    Thread looking = Thread.ofVirtual().name("last-alerts").start(() -> {
      try {
        watch.look();
      } catch (RuntimeException e) {
        LOG.warn("the last alerts of this process were not stored: {}", e.toString());
      }
    });
    try {
      looking.join(LAST_WORDS);
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public void close() {
    watching.close();
    sending.close();
  }
}
