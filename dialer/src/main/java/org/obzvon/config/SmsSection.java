package org.obzvon.config;

import java.math.BigDecimal;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Currency;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.obzvon.config.Settings.GatewayKind;
import org.obzvon.document.Secret;
import org.obzvon.document.yaml.YamlNode;
import org.obzvon.sms.GatewayTerms;
import org.obzvon.sms.AllowedLinkHosts;
import org.obzvon.sms.ReceiptsPer;
import org.obzvon.sms.Routing;
import org.obzvon.sms.http.HttpSettings;
import org.obzvon.sms.smpp.ErrorCodeScheme;
import org.obzvon.sms.smpp.SmppSettings;
import org.obzvon.sms.twilio.TwilioSettings;
import org.obzvon.sms.yaml.YamlProvider;

/// Reads `sms` and `gateways`.
record SmsSection(SettingsFile file) {
  private static final String[] TERMS = {
    "name", "kind", "sender", "currency", "prices", "segments-per-second", "daily-budget", "region"
  };

  private record Read(GatewayTerms terms, GatewayKind kind, Optional<String> region) {}

  Settings.Texting read(YamlNode root) {
    YamlNode sms = SettingsFile.section(root, "sms", "templates", "links", "open", "ask-after", "give-up",
        "unread-hold", "parts-wait", "region");
    Set<String> hosts = sms.find("links").map(list -> Set.copyOf(list.each(SmsSection::host))).orElse(Set.of());
    Duration askAfter = SettingsFile.duration(sms, "ask-after", Duration.ofMinutes(15));
    Duration giveUp = SettingsFile.duration(sms, "give-up", Duration.ofHours(50));
    if (askAfter.compareTo(Duration.ofMinutes(10)) <= 0 || giveUp.compareTo(askAfter) <= 0) {
      throw sms.bad("ask-after must be more than 10m, which a submission may take, and less than give-up");
    }
    List<Read> gateways = root.find("gateways").map(list -> list.each(this::gateway)).orElse(List.of());
    Set<String> names = new java.util.HashSet<>();
    for (Read gateway : gateways) {
      if (!names.add(gateway.terms().name())) {
        throw root.get("gateways").bad("holds the name '" + gateway.terms().name() + "' twice");
      }
    }
    return new Settings.Texting(
        file.path(sms, "templates"),
        new AllowedLinkHosts(hosts),
        new Routing(gateways.stream().map(Read::terms).toList()),
        gateways.stream().map(Read::kind).toList(),
        new Settings.Texting.Waits(SettingsFile.integer(sms, "open", 1, 1_000_000, 20_000), askAfter, giveUp),
        answers(sms, gateways));
  }

  private static Settings.Texting.Answers answers(YamlNode sms, List<Read> gateways) {
    Optional<String> usual = sms.find("region").map(SmsSection::region);
    Map<String, Optional<String>> regions = new LinkedHashMap<>();
    gateways.forEach(gateway -> regions.put(gateway.terms().name(), gateway.region().or(() -> usual)));
    return new Settings.Texting.Answers(
        SettingsFile.duration(sms, "unread-hold", Duration.ofHours(24)),
        SettingsFile.duration(sms, "parts-wait", Duration.ofMinutes(10)), regions);
  }

  private static String region(YamlNode node) {
    if (!Set.of(Locale.getISOCountries()).contains(node.text())) {
      throw node.bad("must be a country of ISO 3166 such as MD, RO or RU");
    }
    return node.text();
  }

  private static String host(YamlNode node) {
    String host = node.text().toLowerCase(Locale.ROOT);
    if (!host.matches("([\\p{L}\\d-]+\\.)+[\\p{L}\\d-]{2,}")) {
      throw node.bad("must be the name of a host such as pay.example.md, without https:// and path");
    }
    return host;
  }

  private Read gateway(YamlNode node) {
    Optional<String> region = node.find("region").map(SmsSection::region);
    return switch (node.get("kind").text()) {
      case "smpp" -> new Read(terms(node), smpp(known(node, "host", "port", "system-id", "password", "password-file",
          "system-type", "window", "enquire-link", "timeout", "receipts-per", "error-codes")), region);
      case "twilio" -> new Read(terms(node), twilio(known(node, "account-sid", "password", "password-file", "api",
          "callback", "timeout")), region);
      case "http" -> new Read(terms(node), http(known(node, "provider", "user", "password", "password-file",
          "callback-secret", "timeout")), region);
      default -> throw node.get("kind").bad("must be smpp, twilio or http");
    };
  }

  private static YamlNode known(YamlNode node, String... own) {
    List<String> known = new ArrayList<>(List.of(TERMS));
    known.addAll(List.of(own));
    return node.only(known.toArray(String[]::new));
  }

  private static GatewayTerms terms(YamlNode node) {
    YamlNode name = node.get("name");
    if (!name.text().matches("[a-z][a-z0-9-]{0,30}")) {
      throw name.bad("must be small letters, digits and '-'");
    }
    YamlNode sender = node.get("sender");
    if (!sender.text().matches("\\+\\d{7,15}|\\d{3,8}|MG[0-9a-f]{32}|[A-Za-z0-9 ._-]{1,11}")) {
      throw sender.bad("must be a number with its plus, a short number, a name of at most 11 letters, or a messaging"
          + " service (MG…)");
    }
    Map<String, BigDecimal> prices = new LinkedHashMap<>();
    node.get("prices").children().forEach((prefix, price) -> prices.put(prefix(prefix, price), positive(price)));
    if (prices.isEmpty()) {
      throw node.get("prices").bad("names no number's beginning, so nothing would go by this gateway");
    }
    return new GatewayTerms(
        name.text(), sender.text(), currency(node.get("currency")), prices,
        positive(node.get("segments-per-second")).doubleValue(),
        node.find("daily-budget").map(SmsSection::positive));
  }

  private static String prefix(String prefix, YamlNode price) {
    if (!prefix.matches("\\+[1-9]\\d{0,14}")) {
      throw price.bad("stands for '" + prefix + "', which is not the beginning of a number in quotes such as \"+373\"");
    }
    return prefix;
  }

  private static BigDecimal positive(YamlNode node) {
    BigDecimal value = node.decimal();
    if (value.signum() <= 0 || value.compareTo(BigDecimal.valueOf(1_000_000_000)) > 0) {
      throw node.bad("must be above 0");
    }
    return value;
  }

  private static Currency currency(YamlNode node) {
    try {
      return Currency.getInstance(node.text());
    } catch (IllegalArgumentException _) {
      throw node.bad("must be a currency such as MDL");
    }
  }

  private GatewayKind smpp(YamlNode node) {
    return new GatewayKind.Smpp(
        new SmppSettings(
            node.get("name").text(),
            new SmppSettings.Address(node.get("host").text(), SettingsFile.integer(node, "port", 1, 65_535, 2775)),
            new SmppSettings.Login(
                node.get("system-id").text(), file.password(node), SettingsFile.text(node, "system-type", "")),
            new SmppSettings.Link(
                SettingsFile.integer(node, "window", 1, 1_000, 10),
                SettingsFile.duration(node, "enquire-link", Duration.ofSeconds(30)),
                SettingsFile.duration(node, "timeout", Duration.ofSeconds(10)), SmppSettings.Link.USUAL_REST),
            new SmppSettings.Receipts(
                node.get("sender").text(),
                node.find("error-codes").map(SmsSection::errorCodes).orElse(ErrorCodeScheme.OTHER),
                node.find("receipts-per").map(SmsSection::receiptsPer).orElse(ReceiptsPer.UNKNOWN))));
  }

  private static ErrorCodeScheme errorCodes(YamlNode node) {
    return switch (node.text()) {
      case "gsm-map" -> ErrorCodeScheme.GSM_MAP;
      case "twilio" -> ErrorCodeScheme.TWILIO;
      default -> throw node.bad("must be gsm-map or twilio");
    };
  }

  private static ReceiptsPer receiptsPer(YamlNode node) {
    return switch (node.text()) {
      case "segment" -> ReceiptsPer.SEGMENT;
      case "message" -> ReceiptsPer.MESSAGE;
      default -> throw node.bad("must be segment or message");
    };
  }

  private GatewayKind twilio(YamlNode node) {
    return new GatewayKind.Twilio(
        new TwilioSettings(
            node.get("name").text(),
            node.get("account-sid").text(),
            file.password(node),
            node.find("api").map(SmsSection::address).orElse(URI.create("https://api.twilio.com")),
            node.find("callback").map(SmsSection::address),
            SettingsFile.duration(node, "timeout", Duration.ofSeconds(20))));
  }

  private GatewayKind http(YamlNode node) {
    Path described = file.path(node, "provider").orElseThrow(() -> node.bad("the key 'provider' is missing"));
    return new GatewayKind.Http(
        new HttpSettings(
            node.get("name").text(),
            YamlProvider.read(YamlNode.read(described)),
            SettingsFile.text(node, "user", ""),
            file.password(node),
            node.find("callback-secret").map(SmsSection::longEnough),
            SettingsFile.duration(node, "timeout", Duration.ofSeconds(20))));
  }

  private static Secret longEnough(YamlNode node) {
    if (node.text().length() < 16) {
      throw node.bad("must have at least 16 characters: whoever guesses it can report what he likes");
    }
    return new Secret(node.text());
  }

  private static URI address(YamlNode node) {
    if (!node.text().matches("https?://[^\\s/?#]+/?")) {
      throw node.bad("must be an address without path such as https://desk.example.md");
    }
    return URI.create(node.text());
  }
}
