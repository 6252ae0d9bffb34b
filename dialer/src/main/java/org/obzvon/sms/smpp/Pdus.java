package org.obzvon.sms.smpp;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Locale;
import org.jsmpp.bean.DataCoding;
import org.jsmpp.bean.NumberingPlanIndicator;
import org.jsmpp.bean.TypeOfNumber;
import org.obzvon.register.Phone;
import org.obzvon.sms.Encoding;
import org.obzvon.sms.Gsm7;

/// Builds the fields of a PDU: texts, numbers, times.
final class Pdus {
  private static final int UCS2 = 8;

  private Pdus() {}

  record Number(TypeOfNumber ton, NumberingPlanIndicator npi, String address) {}

  static Number to(Phone phone) {
    return new Number(TypeOfNumber.INTERNATIONAL, NumberingPlanIndicator.ISDN, phone.digits());
  }

  /// Builds a sender address: a name of up to eleven letters, a full number with its plus, or a short number.
  static Number sender(String sender) {
    if (sender.matches("\\+\\d{7,15}")) {
      return new Number(TypeOfNumber.INTERNATIONAL, NumberingPlanIndicator.ISDN, sender.substring(1));
    }
    boolean number = sender.matches("\\d{3,15}");
    return new Number(
        number ? TypeOfNumber.UNKNOWN : TypeOfNumber.ALPHANUMERIC, NumberingPlanIndicator.UNKNOWN, sender);
  }

  static DataCoding coding(Encoding encoding) {
    return () -> switch (encoding) {
      case GSM7 -> (byte) 0;
      case UCS2 -> (byte) UCS2;
    };
  }

  /// Encodes one segment. If there are several, it begins with the header that joins them (3GPP TS 23.040 §9.2.3.24.1).
  ///
  /// @param number from 1
  static byte[] octets(Encoding encoding, String part, int number, int of, int reference) {
    byte[] text = switch (encoding) {
      case GSM7 -> Gsm7.octets(part);
      case UCS2 -> part.getBytes(StandardCharsets.UTF_16BE);
    };
    if (of == 1) {
      return text;
    }
    byte[] whole = new byte[6 + text.length];
    byte[] header = {5, 0, 3, (byte) reference, (byte) of, (byte) number};
    System.arraycopy(header, 0, whole, 0, header.length);
    System.arraycopy(text, 0, whole, header.length, text.length);
    return whole;
  }

  /// Formats a relative time, §7.1.1.2: `YYMMDDhhmmsstnnR`.
  static String validity(Duration validity) {
    return String.format(
        Locale.ROOT, "0000%02d%02d%02d%02d000R", validity.toDays(), validity.toHoursPart(), validity.toMinutesPart(),
        validity.toSecondsPart());
  }
}
