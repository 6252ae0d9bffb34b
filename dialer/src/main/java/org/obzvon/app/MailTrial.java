package org.obzvon.app;

import java.time.InstantSource;
import java.util.Locale;
import java.util.stream.Collectors;
import org.obzvon.alert.Alert;
import org.obzvon.alert.MailCourier;
import org.obzvon.alert.smtp.SmtpCourier;
import org.obzvon.config.Settings;
import org.obzvon.console.cli.MailCommand;
import org.obzvon.document.BadInput;

/// Tests the configured mail server by hand.
final class MailTrial implements MailCommand.Trial {
  private final Settings settings;
  private final Settings.Mail mail;
  private final MailCourier courier;
  private final InstantSource clock;

  /// @throws BadInput when no mail is configured
  MailTrial(Settings settings, InstantSource clock) {
    this.settings = settings;
    this.mail = settings.mail().orElseThrow(
        () -> BadInput.of("mail",
            "is not in the configuration, so nobody gets alerts; 'dialer init' writes a file that explains it"));
    this.courier = new SmtpCourier(mail.server());
    this.clock = clock;
  }

  @Override
  public String server() {
    return mail.server().host() + ":" + mail.server().port() + " ("
        + mail.server().security().name().toLowerCase(Locale.ROOT) + ")";
  }

  @Override
  public String terms() {
    String kinds = mail.rules().kinds().stream().sorted().map(Alert.Kind::word).collect(Collectors.joining(", "));
    return "from " + mail.server().from() + " to " + String.join(", ", mail.rules().to()) + " in "
        + mail.language().tag()
        + "\nalerts: " + kinds;
  }

  @Override
  public MailCourier.Answer connect() {
    return courier.check();
  }

  @Override
  public MailCourier.Answer send() {
    return courier.send(
        new AlertMailWriter(mail.language(), settings.http().zone())
            .trial(settings.node(), mail.rules().to(), clock.instant()));
  }
}
