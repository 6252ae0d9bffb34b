package org.obzvon.console.icu;

import com.ibm.icu.text.MessageFormat;
import com.ibm.icu.text.NumberFormat;
import com.ibm.icu.util.ULocale;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.Properties;
import org.obzvon.console.Phrases;
import org.obzvon.document.Sentence;
import org.obzvon.register.Language;
import org.obzvon.register.Money;

/// Reads phrases from `console/pages_??.properties`, as ICU messages: `{0}` and `{0, plural, one {…} other {…}}`.
public final class IcuPhrases implements Phrases {
  private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("dd.MM.uuuu", Locale.ROOT);
  private static final DateTimeFormatter MOMENT = DateTimeFormatter.ofPattern("dd.MM.uuuu HH:mm", Locale.ROOT);
  private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("HH:mm:ss", Locale.ROOT);

  private final Language language;
  private final ZoneId zone;
  private final Properties phrases;
  private final SentenceWords sentences;

  private IcuPhrases(Language language, ZoneId zone) {
    this.language = language;
    this.zone = zone;
    this.phrases = read("pages", language);
    this.sentences = new SentenceWords(this, language == Language.EN ? new Properties() : read("sentences", language));
  }

  public static Map<Language, Phrases> all(ZoneId zone) {
    Map<Language, Phrases> all = new EnumMap<>(Language.class);
    for (Language language : Language.values()) {
      all.put(language, new IcuPhrases(language, zone));
    }
    return all;
  }

  static Properties read(String what, Language language) {
    String name = "/console/" + what + "_" + language.tag() + ".properties";
    try (InputStream stream = IcuPhrases.class.getResourceAsStream(name)) {
      Properties phrases = new Properties();
      phrases.load(new InputStreamReader(stream, StandardCharsets.UTF_8));
      return phrases;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public Language language() {
    return language;
  }

  @Override
  public String say(String key, Object... values) {
    String phrase = phrases.getProperty(key);
    if (phrase == null) {
      throw new IllegalArgumentException("no phrase for '" + key + "' in " + language.tag());
    }
    return values.length == 0 ? phrase : new MessageFormat(phrase, ULocale.forLocale(language.locale())).format(values);
  }

  @Override
  public String named(String kind, String name) {
    return phrases.getProperty(kind + "." + name, name);
  }

  @Override
  public String say(Sentence sentence) {
    return sentences.say(sentence);
  }

  @Override
  public boolean knows(Sentence sentence) {
    return language == Language.EN || sentences.knows(sentence);
  }

  @Override
  public String number(long number) {
    return NumberFormat.getIntegerInstance(language.locale()).format(number);
  }

  @Override
  public String decimal(BigDecimal number) {
    NumberFormat format = NumberFormat.getNumberInstance(language.locale());
    format.setMinimumFractionDigits(2);
    format.setMaximumFractionDigits(6);
    return format.format(number);
  }

  @Override
  public String money(Money money) {
    NumberFormat format = NumberFormat.getNumberInstance(language.locale());
    format.setMinimumFractionDigits(2);
    return format.format(money.amount()) + " " + money.currency().getCurrencyCode();
  }

  @Override
  public String day(LocalDate day) {
    return DAY.format(day);
  }

  @Override
  public Instant beginningOf(LocalDate day) {
    return day.atStartOfDay(zone).toInstant();
  }

  @Override
  public String moment(Instant moment) {
    return MOMENT.format(moment.atZone(zone));
  }

  @Override
  public String time(Instant moment) {
    return TIME.format(moment.atZone(zone));
  }
}
