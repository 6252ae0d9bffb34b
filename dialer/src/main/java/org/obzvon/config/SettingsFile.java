package org.obzvon.config;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.obzvon.call.SpokenFacts.House;
import org.obzvon.call.fastagi.AllowedPeers;
import org.obzvon.call.fastagi.FastAgiServer;
import org.obzvon.call.tts.SpeechSettings;
import org.obzvon.document.Secret;
import org.obzvon.document.yaml.YamlNode;
import org.obzvon.policy.UnsettledPaymentWait;
import org.obzvon.reason.yaml.YamlReasonRules;
import org.obzvon.register.Language;
import org.obzvon.register.Phone;
import org.obzvon.register.Snapshots;

/// Reads the configuration file. Keys that the file leaves out have the defaults that `deploy/dialer.yaml` shows.
public final class SettingsFile {
  private final Path folder;

  private SettingsFile(Path folder) {
    this.folder = folder;
  }

  /// Returns the defaults, with relative paths resolved against a folder.
  public static Settings defaults(Path folder) {
    return new SettingsFile(folder).settings(YamlNode.parse("defaults", "{}"));
  }

  public static Settings read(Path file) {
    return new SettingsFile(file.toAbsolutePath().getParent()).settings(YamlNode.read(file));
  }

  private Settings settings(YamlNode root) {
    root.only("node", "database", "http", "contact", "ivr", "speech", "agi", "exchanges", "sms", "gateways", "queue",
        "schedule", "stop", "webhooks", "desk", "reasons", "rates", "register", "log", "retention", "mail");
    YamlNode contact = section(root, "contact", "allowed-prefixes", "test-numbers", "policies", "payment-wait");
    List<String> prefixes = contact.find("allowed-prefixes").map(list -> list.each(SettingsFile::prefix))
        .orElse(List.of("+7", "+373", "+40"));
    Settings.Rhythm rhythm = rhythm(root);
    List<Settings.Exchange> exchanges = root.find("exchanges")
        .map(list -> differ(list, list.each(exchange -> new ExchangeSection(this, prefixes).read(exchange))))
        .orElse(List.of());
    Settings.Conversation conversation = conversation(root);
    refuseFewerSessions(root, exchanges, conversation);
    return new Settings(
        root.find("node").map(YamlNode::text).orElse("dialer"),
        database(section(root, "database", "url", "user", "password", "password-file", "owner", "owner-password",
            "owner-password-file", "folder", "port", "memory-percent", "pool")),
        ConsoleSection.read(root),
        new Settings.Reach(
            prefixes,
            contact.find("test-numbers").map(list -> list.each(number -> testNumber(number, prefixes)))
                .orElse(List.of()),
            path(contact, "policies"),
            new UnsettledPaymentWait(
                integer(contact, "payment-wait", 1, UnsettledPaymentWait.MOST_DAYS,
                    UnsettledPaymentWait.DEFAULT.workingDays())),
            exchanges,
            new DeskSection(this).read(root)),
        conversation,
        rhythm,
        new SmsSection(this).read(root),
        WebhookSection.read(root),
        YamlReasonRules.read(root.find("reasons")),
        path(root, "rates"),
        registers(section(root, "register", "accounts-of-a-number", "missing")),
        new LogSection(this).read(root),
        RetentionSection.read(root),
        root.find("mail").map(new MailSection(this)::read));
  }

  private static List<Settings.Exchange> differ(YamlNode list, List<Settings.Exchange> exchanges) {
    if (exchanges.stream().map(exchange -> exchange.settings().name()).distinct().count() < exchanges.size()) {
      throw list.bad("two of them have the same name; attempts and their results are told apart by it");
    }
    return exchanges;
  }

  /// Refuses fewer sessions than lines: every answered call needs a session, and a debtor whose call finds none would
  /// hear nothing.
  private static void refuseFewerSessions(
      YamlNode root, List<Settings.Exchange> exchanges, Settings.Conversation conversation) {
    int lines = exchanges.stream().mapToInt(Settings.Exchange::lines).sum();
    int sessions = conversation.agi().mostSessions();
    if (sessions < lines) {
      throw root.find("agi").flatMap(agi -> agi.find("sessions")).or(() -> root.find("exchanges")).orElse(root)
          .bad("agi: sessions is " + sessions + " and the lines of all exchanges are " + lines
              + "; every call needs a session, so give at least as many sessions as lines");
    }
  }

  private static Snapshots.Limits registers(YamlNode node) {
    return new Snapshots.Limits(
        integer(node, "accounts-of-a-number", 1, 1000, Snapshots.Limits.USUAL.mostAccountsOfANumber()),
        integer(node, "missing", 0, 100, Snapshots.Limits.USUAL.mostMissing()));
  }

  private static Phone testNumber(YamlNode node, List<String> prefixes) {
    if (prefixes.stream().noneMatch(node.text()::startsWith)) {
      throw node.bad("must be an international number in quotes that begins with one of the allowed prefixes "
          + prefixes);
    }
    try {
      return new Phone(node.text());
    } catch (IllegalArgumentException e) {
      throw node.bad(e.getMessage());
    }
  }

  static String prefix(YamlNode node) {
    if (!node.text().matches("\\+[1-9]\\d{0,14}")) {
      throw node.bad("must be the beginning of an international number in quotes, such as \"+373\"");
    }
    return node.text();
  }

  private Settings.Database database(YamlNode node) {
    Optional<String> url = node.find("url").map(SettingsFile::jdbcUrl);
    if (url.isEmpty() && (node.find("user").isPresent() || node.find("owner").isPresent() || hasPassword(node, ""))) {
      throw node.bad("has a user or password but no url; the embedded PostgreSQL keeps its own password");
    }
    return new Settings.Database(
        url,
        node.find("user").map(YamlNode::text).orElse(""),
        hasPassword(node, "") ? password(node) : new Secret(""),
        new Settings.Embedded(
            path(node, "folder").orElse(folder.resolve("data/postgres")), integer(node, "port", 1024, 65_535, 54_329),
            integer(node, "memory-percent", 1, 40, 15)),
        integer(node, "pool", 4, 200, 12),
        owner(node));
  }

  private Optional<Settings.Owner> owner(YamlNode node) {
    Optional<YamlNode> user = node.find("owner");
    if (user.isEmpty()) {
      if (hasPassword(node, "owner-")) {
        throw node.bad("has an owner-password but no owner");
      }
      return Optional.empty();
    }
    if (node.find("user").map(YamlNode::text).equals(user.map(YamlNode::text))) {
      throw user.get().bad("must be another account than user; leave it out where one account does both");
    }
    return Optional.of(
        new Settings.Owner(user.get().text(), hasPassword(node, "owner-") ? password(node, "owner-") : new Secret("")));
  }

  private static String jdbcUrl(YamlNode node) {
    if (!node.text().startsWith("jdbc:postgresql://")) {
      throw node.bad("must begin with jdbc:postgresql://");
    }
    return node.text();
  }

  private Settings.Conversation conversation(YamlNode root) {
    YamlNode ivr = section(root, "ivr", "scripts", "company", "office-phone");
    YamlNode agi = section(root, "agi", "host", "port", "from", "sessions", "reply", "longest");
    return new Settings.Conversation(
        path(ivr, "scripts"),
        houses(ivr),
        speech(root),
        new FastAgiServer.Settings(
            text(agi, "host", "127.0.0.1"),
            integer(agi, "port", 0, 65_535, 4573),
            integer(agi, "sessions", 1, 20_000, 1000),
            duration(agi, "reply", Duration.ofSeconds(10)),
            duration(agi, "longest", Duration.ofMinutes(15)),
            Duration.ZERO), // the service waits for the calls before it stops leading them
        agi.find("from").map(list -> list.each(SettingsFile::peer)));
  }

  private static String peer(YamlNode node) {
    try {
      return new AllowedPeers(List.of(node.text())).toString();
    } catch (IllegalArgumentException e) {
      throw node.bad(e.getMessage());
    }
  }

  private static Map<Language, House> houses(YamlNode ivr) {
    Map<Language, String> names = Map.of(
        Language.RU, "ваш оператор связи", Language.RO, "operatorul dumneavoastră", Language.EN,
        "your Internet operator");
    Optional<YamlNode> company = ivr.find("company").map(node -> node.only("ru", "ro", "en"));
    Optional<String> officePhone = ivr.find("office-phone").map(YamlNode::text);
    Map<Language, House> houses = new EnumMap<>(Language.class);
    for (Language language : Language.values()) {
      String name = company.map(node -> node.get(language.tag()).text()).orElse(names.get(language));
      houses.put(language, new House(name, officePhone));
    }
    return houses;
  }

  private SpeechSettings speech(YamlNode root) {
    YamlNode node = section(
        root, "speech", "folder", "seen-by-exchange", "recordings", "espeak", "sox", "voices", "limit",
        "renders-at-once", "timeout");
    Optional<YamlNode> named = node.find("voices").map(voices -> voices.only("ru", "ro", "en"));
    Map<Language, String> voices = new EnumMap<>(Language.class);
    for (Language language : Language.values()) {
      voices.put(language, named.map(all -> all.get(language.tag()).text()).orElse(language.tag()));
    }
    Path written = path(node, "folder").orElse(folder.resolve("data/sounds"));
    return new SpeechSettings(
        new SpeechSettings.Folders(written, text(node, "seen-by-exchange", written.toString()),
            path(node, "recordings")),
        new SpeechSettings.Programs(
            text(node, "espeak", "espeak-ng"), text(node, "sox", "sox"),
            duration(node, "timeout", Duration.ofSeconds(10))),
        voices,
        integer(node, "limit", 1, 1_000_000, 500) * 1024L * 1024L,
        integer(node, "renders-at-once", 1, 32, 2));
  }

  private static Settings.Rhythm rhythm(YamlNode root) {
    YamlNode queue = section(root, "queue", "poll", "lease", "heartbeat");
    Duration lease = duration(queue, "lease", Duration.ofMinutes(1));
    Duration heartbeat = duration(queue, "heartbeat", Duration.ofSeconds(20));
    if (heartbeat.multipliedBy(2).compareTo(lease) > 0) {
      throw queue.bad("heartbeat must be at most half of the lease, or a busy minute loses leases");
    }
    return new Settings.Rhythm(
        duration(queue, "poll", Duration.ofMillis(250)),
        lease,
        heartbeat,
        duration(section(root, "schedule", "tick"), "tick", Duration.ofMinutes(1)),
        duration(section(root, "stop", "within"), "within", Duration.ofMinutes(2)));
  }

  // --- parts shared with the sections

  static YamlNode section(YamlNode root, String key, String... known) {
    return root.find(key).map(node -> node.only(known)).orElse(YamlNode.parse(key, "{}"));
  }

  private static boolean hasPassword(YamlNode node, String whose) {
    return node.find(whose + "password").isPresent() || node.find(whose + "password-file").isPresent();
  }

  /// Reads `password` or the first line of `password-file`.
  Secret password(YamlNode node) {
    return password(node, "");
  }

  /// @param whose prefix of the names of both keys
  private Secret password(YamlNode node, String whose) {
    Optional<YamlNode> file = node.find(whose + "password-file");
    if (file.isPresent() == node.find(whose + "password").isPresent()) {
      throw node.bad("needs either " + whose + "password or " + whose + "password-file");
    }
    Function<YamlNode, Secret> read = from -> {
      try {
        return new Secret(Files.readString(folder.resolve(from.text())).lines().findFirst().orElse("").strip());
      } catch (java.nio.file.NoSuchFileException _) {
        throw from.bad("there is no such file");
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    };
    return file.map(read).orElseGet(() -> new Secret(node.get(whose + "password").text()));
  }

  Optional<Path> path(YamlNode node, String key) {
    return node.find(key).map(value -> folder.resolve(value.text()));
  }

  static String text(YamlNode node, String key, String otherwise) {
    return node.find(key).map(YamlNode::text).orElse(otherwise);
  }

  static int integer(YamlNode node, String key, int least, int most, int otherwise) {
    return node.find(key).map(value -> value.integer(least, most)).orElse(otherwise);
  }

  static Duration duration(YamlNode node, String key, Duration otherwise) {
    return node.find(key).map(SettingsFile::positive).orElse(otherwise);
  }

  private static Duration positive(YamlNode node) {
    if (node.duration().isZero()) {
      throw node.bad("must be longer than nothing");
    }
    return node.duration();
  }
}
