package org.obzvon.register.csv;

import com.google.i18n.phonenumbers.NumberParseException;
import com.google.i18n.phonenumbers.PhoneNumberUtil;
import com.google.i18n.phonenumbers.PhoneNumberUtil.PhoneNumberFormat;
import com.google.i18n.phonenumbers.PhoneNumberUtil.PhoneNumberType;
import com.google.i18n.phonenumbers.Phonenumber.PhoneNumber;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.obzvon.document.Sentence;
import org.obzvon.register.Phone;

/// Turns one written phone number into E.164 by the numbering plans of libphonenumber.
public final class Phones {
  /// International numbers written without their plus have at least this many digits.
  private static final int INTERNATIONAL_DIGITS = 11;
  private static final Pattern FILLER = Pattern
      .compile("(\\d)\\1{4,}|\\d{1,5}(\\d)\\2{5,}|[78]?0?1234567(?:8(?:90?)?)?");
  private static final Pattern REPEATED = Pattern.compile("(\\d)\\1{6}$|(\\d)\\2{8}");
  /// Premium-rate, shared-cost and similar numbers are refused: nobody lives behind them, and a person who puts one
  /// into a register wants our money (toll fraud).
  private static final Set<PhoneNumberType> NOBODY_LIVES_THERE = Set.of(
      PhoneNumberType.PREMIUM_RATE, PhoneNumberType.TOLL_FREE, PhoneNumberType.SHARED_COST,
      PhoneNumberType.PAGER, PhoneNumberType.UAN, PhoneNumberType.VOICEMAIL);

  private static final Pattern WRITTEN = Pattern.compile("[+(\\d][\\d\\s\\u00A0().\\u2010-\\u2015-]*");
  private static final Pattern NO_DIGIT = Pattern.compile("[^0-9]");

  private final PhoneNumberUtil plans = PhoneNumberUtil.getInstance();
  private final Optional<String> region;
  private final String trunkPrefix;
  private final NumberBlocks blocks;

  /// @param region whose numbering plan reads national numbers; without it only international ones are read
  public Phones(Optional<String> region) {
    this.region = region;
    this.blocks = new NumberBlocks(region, plans);
    this.trunkPrefix = region.map(r -> Optional.ofNullable(plans.getNddPrefixForRegion(r, true)).orElse("")).orElse("");
  }

  /// @param remark what a person should look at although the number is good
  public record Reading(Phone phone, Optional<Sentence> remark) {}

  /// Reads exactly one number; returns empty if the text is none.
  public Optional<Reading> read(String written) {
    if (isPlain(written)) {
      return national(written);
    }
    String digits = NO_DIGIT.matcher(written).replaceAll("");
    if (!WRITTEN.matcher(written).matches() || digits.length() < 5 || digits.length() > 17) {
      return Optional.empty();
    }
    boolean international = written.strip().startsWith("+");
    if (international) {
      return parse("+" + digits, "ZZ").map(phone -> new Reading(phone, Optional.empty()));
    }
    return national(digits);
  }

  /// Returns true for eleven digits and the like, as most registers write numbers.
  private static boolean isPlain(String written) {
    boolean plain = written.length() >= 5 && written.length() <= 17;
    for (int i = 0; plain && i < written.length(); i++) {
      plain = written.charAt(i) >= '0' && written.charAt(i) <= '9';
    }
    return plain;
  }

  private Optional<Reading> national(String digits) {
    Optional<Reading> national = blocks.find(digits).or(() -> region.flatMap(r -> parse(digits, r)))
        .map(phone -> new Reading(phone, lostZero(digits, phone)));
    if (national.isPresent() || digits.length() < INTERNATIONAL_DIGITS) {
      return national;
    }
    return parse("+" + digits, "ZZ")
        .map(phone -> new Reading(phone, Optional.of(RowFault.PHONE_NO_PLUS.with())));
  }

  /// Adds a remark if the country's trunk prefix is 0 and the number does not begin with it: spreadsheets drop leading
  /// zeros.
  private Optional<Sentence> lostZero(String digits, Phone phone) {
    boolean national = !phone.digits().equals(digits);
    if (trunkPrefix.equals("0") && national && !digits.startsWith("0")) {
      return Optional.of(RowFault.PHONE_ZERO_LOST.with(region.orElse("")));
    }
    return Optional.empty();
  }

  private Optional<Phone> parse(String digits, String from) {
    try {
      PhoneNumber number = plans.parse(digits, from);
      if (!plans.isValidNumber(number) || NOBODY_LIVES_THERE.contains(plans.getNumberType(number))) {
        return Optional.empty();
      }
      String written = plans.format(number, PhoneNumberFormat.E164);
      if (!Phone.isE164(written)) {
        return Optional.empty(); // Some plans have numbers that are shorter or longer than E.164 allows.
      }
      Phone phone = new Phone(written);
      if (region.filter(from::equals).isPresent()) {
        blocks.add(digits, number.getCountryCode(), phone);
      }
      return Optional.of(phone);
    } catch (NumberParseException _) {
      return Optional.empty();
    }
  }

  /// Returns true if the number was typed to fill a form: its last seven digits, or nine within it, are the same digit.
  static boolean isPlaceholder(Phone phone) {
    String digits = phone.digits();
    int last = digits.length() - 1;
    boolean end = digits.charAt(last) == digits.charAt(last - 1);
    // Nine of at most fifteen digits always include the seventh to the ninth.
    boolean middle = last >= 8 && digits.charAt(6) == digits.charAt(7) && digits.charAt(7) == digits.charAt(8);
    return (end || middle) && REPEATED.matcher(digits).find();
  }

  /// Returns true if a text that is no number was typed to fill a form: the same digit repeated, with or without a code
  /// before it, or digits that run up.
  boolean isFiller(String written) {
    return FILLER.matcher(NO_DIGIT.matcher(written).replaceAll("")).matches() && !isOfService(written);
  }

  /// Returns why `read` gave nothing.
  public Sentence fault(String written) {
    if (!WRITTEN.matcher(written).matches()) {
      return RowFault.PHONE_CHARACTERS.with();
    }
    if (isOfService(written)) {
      return RowFault.PHONE_OF_SERVICE.with();
    }
    if (region.isEmpty() && !written.strip().startsWith("+")) {
      return RowFault.PHONE_NOT_INTERNATIONAL.with();
    }
    return written.startsWith("+") || region.isEmpty()
        ? RowFault.PHONE_ANYWHERE.with()
        : RowFault.PHONE.with(region.get());
  }

  /// Returns true if the text is a valid number although `read` gives nothing for it.
  private boolean isOfService(String written) {
    try {
      return plans.isValidNumber(plans.parse(written, region.orElse("ZZ")));
    } catch (NumberParseException _) {
      return false;
    }
  }
}
