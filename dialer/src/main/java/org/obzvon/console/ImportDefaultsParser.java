package org.obzvon.console;

import java.time.ZoneId;
import java.util.Currency;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.obzvon.commands.FormFault;
import org.obzvon.document.BadInput;
import org.obzvon.payment.PaymentFormat;
import org.obzvon.register.Language;
import org.obzvon.register.Mapping;
import org.obzvon.register.ZoneNameParser;
import org.obzvon.register.csv.Text;

/// The defaults for rows of an import that do not carry these values themselves, as a person enters them.
///
/// @param prefix prefix of the names in messages: `--` for options, nothing for fields
public record ImportDefaultsParser(String prefix) {

  public Mapping.Defaults of(String region, String currency, String language, String zone) {
    return new Mapping.Defaults(region(region), currency(currency), language(language), zone(zone));
  }

  public Optional<ZoneId> zone(String given) {
    return some(given).map(id -> ZoneNameParser.find(id).orElseThrow(() -> bad("zone", FormFault.ZONE, id)));
  }

  public Optional<Language> language(String given) {
    return some(given)
        .map(
            tag -> Stream.of(Language.values())
                .filter(language -> language.tag().equals(tag.toLowerCase(Locale.ROOT)))
                .findFirst()
                .orElseThrow(() -> bad("language", FormFault.LANGUAGE, tag)));
  }

  public Optional<Currency> currency(String given) {
    try {
      return some(given).map(code -> Currency.getInstance(code.toUpperCase(Locale.ROOT)));
    } catch (IllegalArgumentException _) {
      throw bad("currency", FormFault.CURRENCY, given);
    }
  }

  public Optional<String> region(String given) {
    Optional<String> region = some(given).map(country -> country.toUpperCase(Locale.ROOT));
    if (region.isPresent() && !Set.of(Locale.getISOCountries()).contains(region.get())) {
      throw bad("region", FormFault.COUNTRY, given);
    }
    return region;
  }

  /// Returns the given format; empty when the beginning of the file decides.
  public Optional<PaymentFormat> format(String given) {
    return some(given)
        .map(
            word -> PaymentFormat.named(word)
                .orElseThrow(
                    () -> BadInput.of(prefix + "format",
                        FormFault.FORMAT.with(PaymentFormat.words(), Text.printable(word)))));
  }

  private static Optional<String> some(String given) {
    return Optional.ofNullable(given).filter(text -> !text.isEmpty());
  }

  private BadInput bad(String name, FormFault fault, String given) {
    return BadInput.of(prefix + name, fault.with(Text.printable(given)));
  }
}
