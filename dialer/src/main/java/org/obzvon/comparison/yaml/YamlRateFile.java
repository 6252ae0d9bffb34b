package org.obzvon.comparison.yaml;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.ZoneId;
import java.util.Currency;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.obzvon.comparison.RateFile;
import org.obzvon.comparison.RateTable;
import org.obzvon.contact.Channel;
import org.obzvon.document.yaml.YamlNode;

/// Reads rate tables from YAML. The file `deploy/rates.yaml` explains every key.
public final class YamlRateFile implements RateFile {
  private static final String SHIPPED = "/deploy/rates.yaml";

  /// Two steps such as `6+6`: the seconds of the first step and of those after it.
  private static final Pattern STEPS = Pattern.compile("(\\d{1,3})\\s*\\+\\s*(\\d{1,3})");

  private static final Duration SHORTEST_STEP = Duration.ofSeconds(1);
  private static final Duration LONGEST_STEP = Duration.ofMinutes(10);
  private static final BigDecimal HIGHEST_PRICE = new BigDecimal("1000000");

  private final Supplier<Optional<Path>> own;

  /// Reads without a table of the installation's own.
  public YamlRateFile() {
    this(Optional::empty);
  }

  /// @param own the file of the installation, if it has one
  public YamlRateFile(Supplier<Optional<Path>> own) {
    this.own = own;
  }

  @Override
  public RateTable usual() {
    return own.get().map(this::read).orElseGet(this::shipped);
  }

  @Override
  public RateTable read(Path file) {
    return table(YamlNode.read(file));
  }

  @Override
  public RateTable shipped() {
    try (InputStream text = YamlRateFile.class.getResourceAsStream(SHIPPED)) {
      return table(YamlNode.parse(SHIPPED, new String(text.readAllBytes(), StandardCharsets.UTF_8)));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static RateTable table(YamlNode root) {
    root.only("zone", "rates");
    List<RateTable.Period> periods = root.get("rates").each(YamlRateFile::period);
    if (periods.isEmpty()) {
      throw root.get("rates").bad("holds no period; write at least one");
    }
    Set<List<Object>> days = new HashSet<>();
    for (RateTable.Period period : periods) {
      if (!days.add(List.of(period.from(), period.currency()))) {
        throw root.get("rates")
            .bad("has two periods in " + period.currency() + " from " + period.from() + "; keep one");
      }
    }
    return new RateTable(zone(root.get("zone")), periods);
  }

  private static RateTable.Period period(YamlNode node) {
    node.only(
        "from", "currency", "call-attempt", "call-label", "call-answered", "call-minute", "billing-increment",
        "sms-segment", "operator-minute", "speech-minute", "channels", "lines");
    var call = new RateTable.CallPrice(
        orNothing(node, "call-attempt"), orNothing(node, "call-label"), orNothing(node, "call-answered"),
        price(node.get("call-minute")), increment(node.get("billing-increment")));
    var prices = new RateTable.Prices(
        call, price(node.get("sms-segment")), price(node.get("operator-minute")), orNothing(node, "speech-minute"));
    return new RateTable.Period(
        node.get("from").date(), currency(node.get("currency")), prices, channels(node), lines(node));
  }

  private static Map<Channel, RateTable.Changes> channels(YamlNode period) {
    Map<Channel, RateTable.Changes> channels = new EnumMap<>(Channel.class);
    for (Map.Entry<String, YamlNode> entry : entries(period, "channels").entrySet()) {
      channels.put(channel(entry.getKey(), entry.getValue()), changes(entry.getValue()));
    }
    return channels;
  }

  private static Channel channel(String name, YamlNode node) {
    for (Channel channel : Channel.values()) {
      if (channel.name().toLowerCase(Locale.ROOT).equals(name)) {
        return channel;
      }
    }
    throw node.bad("is no channel; known: robot, operator, sms");
  }

  private static Map<String, RateTable.Changes> lines(YamlNode period) {
    Map<String, RateTable.Changes> lines = new HashMap<>();
    entries(period, "lines").forEach((line, node) -> lines.put(line, changes(node)));
    return lines;
  }

  private static Map<String, YamlNode> entries(YamlNode node, String key) {
    return node.find(key).map(YamlNode::children).orElse(Map.of());
  }

  private static RateTable.Changes changes(YamlNode node) {
    node.only("call-attempt", "call-label", "call-answered", "call-minute", "billing-increment", "sms-segment");
    return new RateTable.Changes(
        ifThere(node, "call-attempt"), ifThere(node, "call-label"), ifThere(node, "call-answered"),
        ifThere(node, "call-minute"), node.find("billing-increment").map(YamlRateFile::increment),
        ifThere(node, "sms-segment"));
  }

  /// Reads `1s` for steps of one length, `60+1` for a first step of another length.
  private static RateTable.Increment increment(YamlNode node) {
    Matcher steps = STEPS.matcher(node.text());
    return steps.matches()
        ? new RateTable.Increment(
            step(node, Duration.ofSeconds(Long.parseLong(steps.group(1)))),
            step(node, Duration.ofSeconds(Long.parseLong(steps.group(2)))))
        : RateTable.Increment.of(step(node, node.duration()));
  }

  private static Duration step(YamlNode node, Duration step) {
    if (step.compareTo(SHORTEST_STEP) < 0 || step.compareTo(LONGEST_STEP) > 0) {
      throw node.bad("must be from 1s to 10m, or two steps in seconds such as 6+6 or 60+1");
    }
    return step;
  }

  private static BigDecimal orNothing(YamlNode node, String key) {
    return ifThere(node, key).orElse(BigDecimal.ZERO);
  }

  private static Optional<BigDecimal> ifThere(YamlNode node, String key) {
    return node.find(key).map(YamlRateFile::price);
  }

  private static BigDecimal price(YamlNode node) {
    BigDecimal price = node.decimal();
    if (price.signum() < 0) {
      throw node.bad("is below zero");
    }
    if (price.compareTo(HIGHEST_PRICE) > 0 || price.scale() > 6) {
      throw node.bad("must be at most 1000000, with six digits after the point at most");
    }
    return price;
  }

  private static Currency currency(YamlNode node) {
    try {
      return Currency.getInstance(node.text());
    } catch (IllegalArgumentException _) {
      throw node.bad("must be a currency such as MDL or RUB, not '" + node.text() + "'");
    }
  }

  private static ZoneId zone(YamlNode node) {
    try {
      return ZoneId.of(node.text());
    } catch (DateTimeException _) {
      throw node.bad("must be a time zone such as Europe/Chisinau, not '" + node.text() + "'");
    }
  }
}
