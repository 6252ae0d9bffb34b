package org.obzvon.comparison.yaml;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Currency;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.obzvon.comparison.RateFile;
import org.obzvon.comparison.RateTable;
import org.obzvon.document.yaml.YamlNode;

/// The file `deploy/rates.yaml` explains every key.
public final class YamlRateFile implements RateFile {
  private static final String SHIPPED = "/deploy/rates.yaml";

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
    node.only("from", "currency", "call-minute", "billing-increment", "sms-segment", "operator-minute", "speech-minute");
    Duration increment = node.get("billing-increment").duration();
    if (increment.compareTo(Duration.ofSeconds(1)) < 0 || increment.compareTo(Duration.ofMinutes(10)) > 0) {
      throw node.get("billing-increment").bad("must be from 1s to 10m");
    }
    var prices =
        new RateTable.Prices(
            price(node, "call-minute"), price(node, "sms-segment"), price(node, "operator-minute"),
            node.find("speech-minute").isPresent() ? price(node, "speech-minute") : BigDecimal.ZERO);
    return new RateTable.Period(node.get("from").date(), currency(node.get("currency")), prices, increment);
  }

  private static BigDecimal price(YamlNode node, String key) {
    BigDecimal price = node.get(key).decimal();
    if (price.signum() < 0) {
      throw node.get(key).bad("is below zero");
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
