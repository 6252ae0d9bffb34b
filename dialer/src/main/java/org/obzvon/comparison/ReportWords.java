package org.obzvon.comparison;

import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Properties;
import org.obzvon.document.SafeText;
import org.obzvon.register.Language;

/// The words and numbers of a report in one language, from `comparison/report_??.properties`. In a text, `{0}` stands
/// for the first value.
public final class ReportWords {
  public static final String UNKNOWN = "–";

  private final Locale locale;
  private final Properties texts;

  private ReportWords(Locale locale, Properties texts) {
    this.locale = locale;
    this.texts = texts;
  }

  public static ReportWords in(Language language) {
    String name = "/comparison/report_" + language.tag() + ".properties";
    try (InputStream stream = ReportWords.class.getResourceAsStream(name)) {
      Properties texts = new Properties();
      texts.load(new InputStreamReader(stream, StandardCharsets.UTF_8));
      return new ReportWords(Locale.of(language.tag()), texts);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  public Locale locale() {
    return locale;
  }

  public String tag() {
    return locale.getLanguage();
  }

  /// @throws IllegalArgumentException for a key that the language lacks
  public String say(String key, Object... values) {
    String text = texts.getProperty(key);
    if (text == null) {
      throw new IllegalArgumentException("no words for '" + key + "' in " + tag());
    }
    for (int index = 0; index < values.length; index++) {
      text = text.replace("{" + index + "}", String.valueOf(values[index]));
    }
    return text;
  }

  /// Returns the reader's name for an arm; an arm with a name of its own keeps it.
  public String arm(String name) {
    return texts.getProperty("arm." + name, SafeText.marked(name));
  }

  /// Returns the reader's name for a reason, or for any other name of the file or the ledger.
  public String named(String kind, String name) {
    return texts.getProperty(kind + "." + name, SafeText.marked(name));
  }

  /// Returns the sentence with a capital letter at its head.
  public static String capital(String sentence) {
    return sentence.isEmpty()
        ? sentence
        : new StringBuilder(sentence.length())
            .appendCodePoint(Character.toTitleCase(sentence.codePointAt(0)))
            .append(sentence, sentence.offsetByCodePoints(0, 1), sentence.length())
            .toString();
  }

  public String number(double value, int digits) {
    return Double.isFinite(value) ? String.format(locale, "%." + digits + "f", value + 0.0) : UNKNOWN;
  }

  /// Returns the value with as many digits as it needs.
  public String compact(double value, int most) {
    for (int digits = 0; digits < most; digits++) {
      if (Math.abs(value - Math.round(value * Math.pow(10, digits)) / Math.pow(10, digits)) < 1e-9) {
        return number(value, digits);
      }
    }
    return number(value, most);
  }

  /// Returns the value with its sign, for a difference.
  public String signed(double value, int digits) {
    if (!Double.isFinite(value)) {
      return UNKNOWN;
    }
    boolean nothing = Math.abs(value) * Math.pow(10, digits) < 0.5;
    return nothing ? number(0, digits) : String.format(locale, "%+." + digits + "f", value);
  }

  public String count(long value) {
    return String.format(locale, "%d", value);
  }

  /// Returns a share as a number of a hundred, without the percent sign.
  public String hundredths(double share) {
    return number(share * 100, 1);
  }

  public String percent(double share) {
    return Double.isFinite(share) ? hundredths(share) + " %" : UNKNOWN;
  }

  public String range(Interval interval, double scale, int digits) {
    return interval.isKnown()
        ? say("range", number(interval.low() * scale, digits), number(interval.high() * scale, digits))
        : UNKNOWN;
  }

  public String p(double p) {
    return Double.isNaN(p) ? UNKNOWN : p < 0.0001 ? "< " + number(0.0001, 4) : number(p, 4);
  }

  public String moment(Instant moment, ZoneId zone) {
    return DateTimeFormatter.ofPattern(say("moment")).format(moment.atZone(zone));
  }
}
