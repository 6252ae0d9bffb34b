package org.obzvon.sms.smpp;

import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jsmpp.bean.DataCoding;
import org.jsmpp.bean.DeliverSm;
import org.jsmpp.bean.MessageState;
import org.jsmpp.bean.NumberingPlanIndicator;
import org.jsmpp.bean.OptionalParameter;
import org.jsmpp.bean.TypeOfNumber;
import org.obzvon.register.Phone;
import org.obzvon.sms.Encoding;
import org.obzvon.sms.Fate;
import org.obzvon.sms.Gsm7;

/// What stands in the fields of a message: texts, numbers, times, receipts.
final class Pdus {
  private static final int UCS2 = 8;
  private static final Pattern ID = Pattern.compile("\\bid:\\s*(\\S+)", Pattern.CASE_INSENSITIVE);
  private static final Pattern STAT = Pattern.compile("\\bstat:\\s*(\\w+)", Pattern.CASE_INSENSITIVE);
  private static final Pattern ERR = Pattern.compile("\\berr:\\s*(\\w+)", Pattern.CASE_INSENSITIVE);

  private Pdus() {}

  record Number(TypeOfNumber ton, NumberingPlanIndicator npi, String address) {}

  /// @param remoteIds the forms that the id may have in our books
  record Receipt(List<String> remoteIds, Fate fate, String code) {}

  static Number to(Phone phone) {
    return new Number(TypeOfNumber.INTERNATIONAL, NumberingPlanIndicator.ISDN, phone.digits());
  }

  /// A name of up to eleven letters, a full number with its plus, or a short number.
  static Number sender(String sender) {
    if (sender.matches("\\+\\d{7,15}")) {
      return new Number(TypeOfNumber.INTERNATIONAL, NumberingPlanIndicator.ISDN, sender.substring(1));
    }
    boolean number = sender.matches("\\d{3,15}");
    return new Number(
        number ? TypeOfNumber.UNKNOWN : TypeOfNumber.ALPHANUMERIC, NumberingPlanIndicator.UNKNOWN, sender);
  }

  static DataCoding coding(Encoding encoding) {
    return () ->
        switch (encoding) {
          case GSM7 -> (byte) 0;
          case UCS2 -> (byte) UCS2;
        };
  }

  /// One segment; beside others it begins with the header that joins them (3GPP TS 23.040 §9.2.3.24.1).
  ///
  /// @param number from 1
  static byte[] octets(Encoding encoding, String part, int number, int of, int reference) {
    byte[] text =
        switch (encoding) {
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

  /// Relative time, §7.1.1.2: `YYMMDDhhmmsstnnR`.
  static String validity(Duration validity) {
    return String.format(
        Locale.ROOT, "0000%02d%02d%02d%02d000R", validity.toDays(), validity.toHoursPart(), validity.toMinutesPart(),
        validity.toSecondsPart());
  }

  /// Whom a receipt is about; empty when it is no telephone.
  static Optional<Phone> from(DeliverSm message) {
    String digits = message.getSourceAddr().replaceFirst("^\\+", "");
    return digits.matches("[1-9]\\d{6,14}") ? Optional.of(new Phone("+" + digits)) : Optional.empty();
  }

  /// From the tags of SMPP 3.4 where they are, else from the text of appendix B; empty when neither can be read.
  static Optional<Receipt> receipt(DeliverSm message) {
    String text = UserData.of(message).decoded().text();
    var idTag = message.getOptionalParameter(OptionalParameter.Receipted_message_id.class);
    var stateTag = message.getOptionalParameter(OptionalParameter.Message_state.class);
    Optional<String> id = idTag == null ? found(ID, text) : Optional.of(idTag.getValueAsString());
    Optional<Fate> fate =
        stateTag == null
            ? found(STAT, text).flatMap(SmppStatuses::fate)
            : Optional.of(SmppStatuses.fate(MessageState.valueOf(stateTag.getValue())));
    String code =
        found(STAT, text).map(word -> word + found(ERR, text).map(error -> " err " + error).orElse("")).orElse("");
    return id.flatMap(known -> fate.map(end -> new Receipt(forms(known), end, code)));
  }

  private static Optional<String> found(Pattern pattern, String text) {
    Matcher matcher = pattern.matcher(text);
    return matcher.find() ? Optional.of(matcher.group(1)) : Optional.empty();
  }

  /// Some centres give an id out in hexadecimal and confirm it in decimal, or the other way round.
  static List<String> forms(String id) {
    List<String> forms = new ArrayList<>(List.of(id));
    if (id.matches("\\d{1,20}")) {
      forms.add(new BigInteger(id).toString(16));
    }
    if (id.matches("[0-9a-fA-F]{1,16}")) {
      forms.add(new BigInteger(id, 16).toString());
    }
    return List.copyOf(forms);
  }
}
