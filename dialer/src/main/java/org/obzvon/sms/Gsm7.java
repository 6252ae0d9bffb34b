package org.obzvon.sms;

import java.io.ByteArrayOutputStream;
import java.util.HashMap;
import java.util.Map;

/// The GSM 7 bit default alphabet and its extension table, 3GPP TS 23.038 §6.2.1.
public final class Gsm7 {
  private static final int ESCAPE = 0x1b;

  /// The letters in the order of the codes 0x00 to 0x7f. The escape code has its place here but is no letter.
  private static final String BASIC = "@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞ\u001bÆæßÉ !\"#¤%&'()*+,-./0123456789:;<=>?"
      + "¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿abcdefghijklmnopqrstuvwxyzäöñüà";

  private static final Map<Character, Integer> CODES = new HashMap<>();
  private static final Map<Character, Integer> EXTENSION = Map.of(
      '\f', 0x0a, '^', 0x14, '{', 0x28, '}', 0x29, '\\', 0x2f, '[', 0x3c, '~', 0x3d, ']', 0x3e, '|', 0x40,
      '€', 0x65);

  static {
    for (int code = 0; code < BASIC.length(); code++) {
      if (code != ESCAPE) {
        CODES.put(BASIC.charAt(code), code);
      }
    }
  }

  private Gsm7() {}

  public static boolean holds(String text) {
    return text.chars().allMatch(letter -> septets((char) letter) > 0);
  }

  /// Septets of a letter: 1, or 2 for a letter of the extension table; 0 for a letter that the alphabet does not have.
  static int septets(char letter) {
    if (CODES.containsKey(letter)) {
      return 1;
    }
    return EXTENSION.containsKey(letter) ? 2 : 0;
  }

  /// Encodes one septet per octet, as SMPP carries the alphabet.
  ///
  /// @throws IllegalArgumentException for a letter that the alphabet does not have
  public static byte[] octets(String text) {
    ByteArrayOutputStream octets = new ByteArrayOutputStream(text.length());
    for (char letter : text.toCharArray()) {
      switch (septets(letter)) {
        case 1 -> octets.write(CODES.get(letter));
        case 2 -> {
          octets.write(ESCAPE);
          octets.write(EXTENSION.get(letter));
        }
        default -> throw new IllegalArgumentException(
            "the letter U+%04X is not in the alphabet".formatted((int) letter));
      }
    }
    return octets.toByteArray();
  }

  /// Decodes one septet per octet. An unknown pair after an escape becomes a space, as the standard requires.
  public static String text(byte[] octets) {
    StringBuilder text = new StringBuilder(octets.length);
    for (int i = 0; i < octets.length; i++) {
      int code = octets[i] & 0x7f;
      if (code == ESCAPE && i + 1 < octets.length) {
        int extended = octets[++i] & 0x7f;
        text.append(
            EXTENSION.entrySet().stream()
                .filter(entry -> entry.getValue() == extended).map(Map.Entry::getKey).findFirst().orElse(' '));
      } else {
        text.append(code == ESCAPE ? ' ' : BASIC.charAt(code));
      }
    }
    return text.toString();
  }
}
