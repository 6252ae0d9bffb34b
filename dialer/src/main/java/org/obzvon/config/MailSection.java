package org.obzvon.config;

import java.io.IOException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.obzvon.alert.Alert;
import org.obzvon.alert.AlertWatch;
import org.obzvon.alert.smtp.SmtpCourier;
import org.obzvon.alert.smtp.SmtpSettings;
import org.obzvon.alert.smtp.SmtpSettings.Security;
import org.obzvon.document.yaml.YamlNode;
import org.obzvon.register.Language;

/// Reads `mail`.
final class MailSection {
  private static final int MOST_RECIPIENTS = 50;
  private static final Set<String> THIS_MACHINE = Set.of("localhost", "127.0.0.1", "::1");
  /// One plain address: it cannot end a header, separate addresses or contain a person's name.
  private static final String ADDRESS = "[A-Za-z0-9!#$%&'*+/=?^_`{|}~.-]{1,64}@[A-Za-z0-9]([A-Za-z0-9.-]{0,251}[A-Za-z0-9])?";
  private static final String HOST = "[A-Za-z0-9]([A-Za-z0-9.-]{0,251}[A-Za-z0-9])?|[0-9A-Fa-f:.]{2,45}";

  private final SettingsFile file;

  MailSection(SettingsFile file) {
    this.file = file;
  }

  Settings.Mail read(YamlNode node) {
    node.only(
        "host", "port", "security", "certificates", "user", "password", "password-file", "from", "to", "language",
        "alerts",
        "pause", "backup-age");
    String host = matching(node.get("host"), HOST, "must be the name or address of the mail server");
    Security security = node.find("security").map(MailSection::security).orElse(Security.STARTTLS);
    SmtpSettings server = new SmtpSettings(
        host, SettingsFile.integer(node, "port", 1, 65_535, usualPort(security)), security,
        account(node, host, security),
        address(node.get("from")), certificates(node));
    return new Settings.Mail(
        server,
        new AlertWatch.Rules(alerts(node), SettingsFile.duration(node, "pause", Duration.ofMinutes(10)),
            to(node.get("to"))),
        node.find("language").map(MailSection::language).orElse(Language.EN),
        SettingsFile.duration(node, "backup-age", Duration.ofDays(8)));
  }

  private static int usualPort(Security security) {
    return switch (security) {
      case NONE -> 25;
      case STARTTLS -> 587;
      case TLS -> 465;
    };
  }

  private static Security security(YamlNode node) {
    return switch (node.text().toLowerCase(Locale.ROOT)) {
      case "none" -> Security.NONE;
      case "starttls" -> Security.STARTTLS;
      case "tls" -> Security.TLS;
      default -> throw node.bad("must be none, starttls or tls");
    };
  }

  private Optional<SmtpSettings.Account> account(YamlNode node, String host, Security security) {
    Optional<YamlNode> user = node.find("user");
    boolean hasPassword = node.find("password").isPresent() || node.find("password-file").isPresent();
    if (user.isEmpty() && !hasPassword) {
      return Optional.empty();
    }
    if (user.isEmpty() || !hasPassword) {
      throw node.bad("needs user and a password, or neither");
    }
    if (security == Security.NONE && !THIS_MACHINE.contains(host)) {
      throw node.bad("would send the password in clear; set security: starttls or tls");
    }
    return Optional.of(new SmtpSettings.Account(user.get().text(), file.password(node)));
  }

  private Optional<Path> certificates(YamlNode node) {
    Optional<Path> certificates = file.path(node, "certificates");
    certificates.ifPresent(
        path -> {
          try {
            SmtpCourier.certificates(path);
          } catch (IOException | GeneralSecurityException e) {
            throw node.get("certificates").bad("must be a readable file with certificates (PEM): " + e.getMessage());
          }
        });
    return certificates;
  }

  private static List<String> to(YamlNode node) {
    List<String> all = node.each(MailSection::address).stream().distinct().toList();
    if (all.isEmpty() || all.size() > MOST_RECIPIENTS) {
      throw node.bad("must list 1 to " + MOST_RECIPIENTS + " addresses");
    }
    return all;
  }

  private static String address(YamlNode node) {
    return matching(node, ADDRESS, "must be one mail address, such as obzvon@operator.example");
  }

  private static String matching(YamlNode node, String form, String otherwise) {
    if (!node.text().matches(form)) {
      throw node.bad(otherwise);
    }
    return node.text();
  }

  private static Language language(YamlNode node) {
    return Arrays.stream(Language.values())
        .filter(language -> language.tag().equals(node.text()))
        .findFirst()
        .orElseThrow(() -> node.bad("must be ru, ro or en"));
  }

  private static Set<Alert.Kind> alerts(YamlNode node) {
    return node.find("alerts")
        .map(list -> (Set<Alert.Kind>) new LinkedHashSet<>(list.each(MailSection::alert)))
        .orElse(Set.of(Alert.Kind.values()));
  }

  private static Alert.Kind alert(YamlNode node) {
    return Alert.Kind.find(node.text()).orElseThrow(() -> node.bad("must be one of " + Alert.Kind.words()));
  }
}
