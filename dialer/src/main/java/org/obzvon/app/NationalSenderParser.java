package org.obzvon.app;

import java.util.Optional;
import java.util.regex.Pattern;
import org.obzvon.register.Phone;
import org.obzvon.register.csv.Phones;
import org.obzvon.sms.Incoming.Sender;
import org.obzvon.sms.SenderParser;

/// Reads senders by the numbering plan of the country whose national numbers a gateway delivers.
public final class NationalSenderParser implements SenderParser {
  private static final Pattern INTERNATIONAL = Pattern.compile("[1-9]\\d{6,14}");
  /// Matches international numbers written without a plus and unknown to every plan; shorter ones are short numbers.
  private static final Pattern SURELY_INTERNATIONAL = Pattern.compile("[1-9]\\d{9,14}");
  private static final Pattern WRITTEN = Pattern.compile("\\+?[\\d\\s().-]+");

  private final Phones phones;

  /// @param region the country whose national numbers are read; without it only international ones are
  public NationalSenderParser(Optional<String> region) {
    this.phones = new Phones(region);
  }

  @Override
  public Sender read(String written, Form form) {
    String number = written.strip().replaceFirst("^whatsapp:", "");
    if (form == Form.NAME || !WRITTEN.matcher(number).matches()) {
      return new Sender(written, Optional.empty());
    }
    String digits = number.replaceAll("\\D", "");
    boolean abroad = form != Form.NATIONAL && digits.startsWith("00");
    return new Sender(written, abroad ? international(digits.substring(2)) : phone(number, digits, form));
  }

  private Optional<Phone> phone(String number, String digits, Form form) {
    if (number.startsWith("+")) {
      return international(digits);
    }
    return switch (form) {
      case INTERNATIONAL -> known("+" + digits).or(() -> known(digits)).or(() -> international(digits));
      case NATIONAL -> known(digits);
      case UNKNOWN, NAME ->
          known(digits)
              .or(() -> SURELY_INTERNATIONAL.matcher(digits).matches() ? international(digits) : Optional.empty());
    };
  }

  private Optional<Phone> known(String number) {
    return phones.read(number).map(Phones.Reading::phone);
  }

  private static Optional<Phone> international(String digits) {
    return INTERNATIONAL.matcher(digits).matches() ? Optional.of(new Phone("+" + digits)) : Optional.empty();
  }
}
