package org.obzvon.sms;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Optional;

/// Decodes octets into text by the data coding of SMPP 3.4 §5.2.19 and 3GPP TS 23.038 §4.
public final class DataCoding {
  private static final Charset CYRILLIC = Charset.forName("ISO-8859-5");
  private static final Charset HEBREW = Charset.forName("ISO-8859-8");

  private DataCoding() {}

  /// @param known false when the octets could not be decoded: the text then names the coding and shows the octets
  public record Decoded(String text, boolean known) {}

  /// @param coding 0 to 255
  public static Decoded text(int coding, byte[] octets) {
    return letters(coding, octets)
        .map(text -> new Decoded(text, true))
        .orElseGet(() -> new Decoded("[data coding 0x%02x] %s".formatted(coding, HexFormat.of().formatHex(octets)),
            false));
  }

  private static Optional<String> letters(int coding, byte[] octets) {
    return switch (coding) {
      case 0x00 -> Optional.of(Gsm7.text(octets)); // the centre's default: GSM 7 bit, one septet per octet
      case 0x01, 0x03 -> Optional.of(new String(octets, StandardCharsets.ISO_8859_1)); // ASCII is a subset of it
      case 0x02, 0x04 -> binary(octets);
      case 0x06 -> Optional.of(new String(octets, CYRILLIC));
      case 0x07 -> Optional.of(new String(octets, HEBREW));
      case 0x08 -> Optional.of(ucs2(octets));
      default -> grouped(coding, octets);
    };
  }

  /// The general groups of TS 23.038: bits 3 and 2 name the alphabet.
  private static Optional<String> grouped(int coding, byte[] octets) {
    return switch (coding >> 4) {
      case 0x1 -> alphabet(coding >> 2 & 3, octets); // with a message class
      case 0xc, 0xd -> Optional.of(Gsm7.text(octets)); // message waiting
      case 0xe -> Optional.of(ucs2(octets)); // message waiting
      case 0xf -> alphabet(coding >> 2 & 1, octets); // data coding and message class
      default -> Optional.empty();
    };
  }

  private static Optional<String> alphabet(int bits, byte[] octets) {
    return switch (bits) {
      case 0 -> Optional.of(Gsm7.text(octets));
      case 1 -> binary(octets);
      case 2 -> Optional.of(ucs2(octets));
      default -> Optional.empty();
    };
  }

  /// Drops an odd octet at the end, which is half a letter.
  private static String ucs2(byte[] octets) {
    return new String(octets, 0, octets.length & ~1, StandardCharsets.UTF_16BE);
  }

  /// Some centres send text as binary. It is decoded by the first charset that gives text without control characters,
  /// UTF-8 first.
  private static Optional<String> binary(byte[] octets) {
    return Arrays.asList(StandardCharsets.UTF_8, StandardCharsets.UTF_16BE, StandardCharsets.ISO_8859_1).stream()
        .flatMap(charset -> strictly(charset, octets).stream())
        .filter(DataCoding::isReadable)
        .findFirst();
  }

  private static Optional<String> strictly(Charset charset, byte[] octets) {
    try {
      return Optional.of(charset.newDecoder().decode(ByteBuffer.wrap(octets)).toString());
    } catch (CharacterCodingException _) {
      return Optional.empty();
    }
  }

  /// Accepts letters of the scripts that debtors write. A random pair of octets is usually one of thousands of Chinese
  /// letters.
  private static boolean isReadable(String text) {
    return text.codePoints().allMatch(point -> switch (Character.UnicodeScript.of(point)) {
      case LATIN, CYRILLIC, HEBREW, GREEK -> true;
      case COMMON, INHERITED -> !Character.isISOControl(point) || point == '\n' || point == '\r' || point == '\t';
      default -> false;
    });
  }
}
