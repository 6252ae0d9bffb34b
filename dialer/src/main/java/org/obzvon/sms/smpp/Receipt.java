package org.obzvon.sms.smpp;

import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jsmpp.bean.AbstractSmCommand;
import org.jsmpp.bean.OptionalParameter;
import org.jsmpp.bean.OptionalParameter.Tag;
import org.obzvon.document.SafeText;
import org.obzvon.sms.DeliveryStatus;
import org.obzvon.sms.Gsm7;

/// A delivery receipt of a message centre: in the tags of SMPP 3.4, in the text of its appendix B, or in both.
///
/// @param remoteIds the forms that the id may have in our table, likeliest first
/// @param code the centre's own words
/// @param marked true when the centre marks it as a receipt; else a person may have written it
record Receipt(List<String> remoteIds, DeliveryStatus fate, String code, boolean marked) {
  /// The rest of a message is ignored; the fields of a receipt come first.
  private static final int LONGEST_TEXT = 1_000;
  /// Bits of esm_class that give the kind of a message (§5.2.12), and the kinds that a centre writes itself.
  private static final int KIND = 0x3c;
  private static final int RECEIPT = 0x04;
  private static final int INTERMEDIATE = 0x20;
  /// The network type in network_error_code (§5.3.2.31), which holds a type of network and two octets.
  private static final int GSM_NETWORK = 3;

  private static final Pattern FIELD = Pattern.compile(
      "(?:^|(?<=[\\s,;]))(id|sub|dlvrd|submit[ _]date|done[ _]date|stat|err|text):",
      Pattern.CASE_INSENSITIVE);
  private static final Pattern WRITTEN_DATE = Pattern.compile("[\\d\\-/.:T ]*");
  private static final Pattern ID = Pattern.compile("\\bid:\\s*(\\S+)", Pattern.CASE_INSENSITIVE);
  private static final Pattern STAT = Pattern.compile("\\bstat:\\s*(\\w+)", Pattern.CASE_INSENSITIVE);
  private static final Pattern ERR = Pattern.compile("\\berr:\\s*(\\w+)", Pattern.CASE_INSENSITIVE);

  /// The result of reading a message.
  sealed interface Reading {
    record Read(Receipt receipt) implements Reading {}

    /// The centre marks it as a receipt, but it names no message or no state.
    record Unreadable(String text) implements Reading {}

    /// The message is a person's text.
    record Other() implements Reading {}
  }

  /// Reads a message. A centre that marks its receipts is believed. Without the mark, a message is a receipt when it
  /// has the two tags that no telephone can write, or when it consists of the fields of appendix B and of nothing else:
  /// any text added by a person makes it a person's text.
  static Reading read(AbstractSmCommand message, ErrorCodeScheme errorCodes) {
    UserData content = UserData.of(message);
    Optional<String> id = tag(message, Tag.RECEIPTED_MESSAGE_ID).map(Receipt::written).filter(text -> !text.isEmpty());
    Optional<Integer> state = tag(message, Tag.MESSAGE_STATE).filter(value -> value.length == 1)
        .map(value -> value[0] & 0xff);
    int kind = message.getEsmClass() & KIND;
    boolean marked = kind == RECEIPT || kind == INTERMEDIATE || id.isPresent() && state.isPresent();
    Optional<String> text = texts(content).filter(one -> marked ? names(one) : consistsOfFields(one)).findFirst();
    if (!marked && text.isEmpty()) {
      return new Reading.Other();
    }
    List<String> ids = new ArrayList<>();
    id.ifPresent(one -> ids.addAll(forms(one)));
    text.flatMap(one -> found(ID, one)).ifPresent(one -> ids.addAll(forms(asWritten(one))));
    Optional<String> word = text.flatMap(one -> found(STAT, one));
    Optional<DeliveryStatus> said = state.map(SmppStatuses::state)
        .or(() -> word.map(one -> SmppStatuses.word(one).orElse(DeliveryStatus.ON_ITS_WAY)));
    if (ids.isEmpty() || said.isEmpty()) {
      return new Reading.Unreadable(texts(content).findFirst().orElse(""));
    }
    Optional<String> err = text.flatMap(one -> found(ERR, one));
    Optional<Integer> network = tag(message, Tag.NETWORK_ERROR_CODE).flatMap(Receipt::gsmError);
    DeliveryStatus fate = isFailure(said.get())
        ? network.flatMap(error -> SmppStatuses.error(ErrorCodeScheme.GSM_MAP, error.toString()))
            .or(() -> err.flatMap(error -> SmppStatuses.error(errorCodes, error)))
            .orElse(said.get())
        : said.get();
    return new Reading.Read(new Receipt(List.copyOf(new LinkedHashSet<>(ids)), fate, code(state, word, err, network),
        marked));
  }

  private static boolean isFailure(DeliveryStatus fate) {
    return fate.isFinal() && fate != DeliveryStatus.DELIVERED;
  }

  private static String code(
      Optional<Integer> state, Optional<String> word, Optional<String> err, Optional<Integer> network) {
    return Stream.of(
        word.or(() -> state.map(number -> "state " + number)), err.map(error -> "err " + error),
        network.map(error -> "network error " + error))
        .flatMap(Optional::stream)
        .reduce((one, next) -> one + " " + next)
        .orElse("");
  }

  /// The texts to search. Appendix B is ASCII, even if the coding differs; if that gives no receipt, the text is
  /// decoded by its coding.
  private static Stream<String> texts(UserData content) {
    String octets = new String(content.octets(), StandardCharsets.ISO_8859_1);
    return Stream.of(octets, content.decoded().text())
        .map(text -> SafeText.cut(text, LONGEST_TEXT));
  }

  private static boolean names(String text) {
    return STAT.matcher(text).find() || ID.matcher(text).find();
  }

  private static boolean consistsOfFields(String text) {
    SequencedMap<String, String> fields = new LinkedHashMap<>();
    Matcher field = FIELD.matcher(text);
    int end = 0;
    String name = "";
    while (!name.equals("text") && field.find()) {
      if (name.isEmpty() && !text.substring(0, field.start()).isBlank()) {
        return false;
      }
      fields.put(name, value(text.substring(end, field.start())));
      name = field.group(1).toLowerCase(Locale.ROOT);
      end = field.end();
    }
    fields.put(name, value(text.substring(end)));
    fields.remove("");
    return fields.containsKey("id")
        && fields.sequencedKeySet().getFirst().equals("id")
        && SmppStatuses.word(fields.getOrDefault("stat", "")).isPresent()
        && fields.size() > (fields.containsKey("text") ? 3 : 2)
        && fields.entrySet().stream().allMatch(one -> isValue(one.getKey(), one.getValue()));
  }

  private static String value(String written) {
    return written.strip().replaceFirst("[,;]$", "");
  }

  private static boolean isValue(String field, String value) {
    if (field.equals("text")) {
      return true;
    }
    return field.endsWith("date") ? WRITTEN_DATE.matcher(value).matches() : !value.matches("(?s).*\\s.*");
  }

  private static Optional<byte[]> tag(AbstractSmCommand message, Tag tag) {
    return Optional.ofNullable(message.getOptionalParameter(tag.code())).map(
        parameter -> switch (parameter) {
          case OptionalParameter.OctetString octets -> octets.getValue();
          case OptionalParameter.Byte one -> new byte[]{one.getValue()};
          default -> new byte[0];
        });
  }

  private static Optional<Integer> gsmError(byte[] code) {
    return code.length == 3 && code[0] == GSM_NETWORK
        ? Optional.of((code[1] & 0xff) << 8 | code[2] & 0xff)
        : Optional.empty();
  }

  private static String written(byte[] octets) {
    return asWritten(new String(octets, StandardCharsets.ISO_8859_1));
  }

  /// Reads an id. Ids are ASCII; if an id holds octets of the GSM alphabet (`@` is 0, `$` is 2, `_` is 17), it is
  /// decoded by that alphabet.
  private static String asWritten(String id) {
    String ended = id.replaceFirst("\\x00+$", "").replaceFirst("[,;]$", "");
    boolean gsm = ended.chars().anyMatch(letter -> letter < ' ');
    return gsm ? Gsm7.text(id.getBytes(StandardCharsets.ISO_8859_1)) : ended.strip();
  }

  private static Optional<String> found(Pattern pattern, String text) {
    Matcher matcher = pattern.matcher(text);
    return matcher.find() ? Optional.of(matcher.group(1)) : Optional.empty();
  }

  /// The forms of an id: some centres give an id out in hexadecimal and confirm it in decimal, or the other way round.
  static List<String> forms(String id) {
    Set<String> forms = new LinkedHashSet<>(List.of(id));
    String digits = id.replaceFirst("^0[xX]", "");
    forms.add(digits);
    if (digits.matches("\\d{1,20}")) {
      forms.add(new BigInteger(digits).toString(16));
    }
    if (digits.matches("[0-9a-fA-F]{1,16}")) {
      forms.add(new BigInteger(digits, 16).toString());
    }
    return List.copyOf(forms);
  }
}
