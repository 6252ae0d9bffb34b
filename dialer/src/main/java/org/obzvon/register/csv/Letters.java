package org.obzvon.register.csv;

import java.util.Optional;
import org.obzvon.document.Sentence;

/// Watches the bytes of a text and tells whether they are UTF-8, and whether the letters look as if they had been
/// read in a wrong encoding somewhere before.
final class Letters {
  private static final int ENOUGH = 8;
  private static final int REPLACEMENT = 0xFFFD;

  private boolean utf8 = true;
  private int missing;
  private int codePoint;
  private int least;
  private int previous;
  private long beyondAscii;
  private long replaced;
  private long mojibake;

  private int previousByte;
  private long high;
  private long strange;
  private long besideLatin;

  void take(byte read) {
    int value = read & 0xFF;
    utf8(value);
    windows(value);
  }

  void end() {
    if (missing > 0) {
      utf8 = false;
    }
  }

  boolean isUtf8() {
    return utf8;
  }

  Optional<Sentence> hint() {
    if (utf8 && mojibake >= ENOUGH && mojibake * 2 > beyondAscii) {
      return Optional.of(RowFault.LETTERS_TWICE_READ.with());
    }
    if (utf8 && replaced > 0) {
      return Optional.of(RowFault.LETTERS_LOST.with());
    }
    if (!utf8 && high >= ENOUGH && (strange * 3 > high || besideLatin * 2 > high)) {
      return Optional.of(RowFault.LETTERS_NOT_CYRILLIC.with());
    }
    return Optional.empty();
  }

  private void utf8(int value) {
    if (!utf8) {
      return;
    }
    if (missing > 0) {
      utf8 = (value & 0xC0) == 0x80;
      codePoint = codePoint << 6 | value & 0x3F;
      if (--missing == 0) {
        utf8 = utf8 && codePoint >= least && codePoint <= 0x10FFFF && (codePoint < 0xD800 || codePoint > 0xDFFF);
        letter(codePoint);
      }
    } else if (value < 0x80) {
      previous = value;
    } else {
      begin(value);
    }
  }

  private void begin(int value) {
    if (value >= 0xC2 && value <= 0xDF) {
      expect(1, value & 0x1F, 0x80);
    } else if (value >= 0xE0 && value <= 0xEF) {
      expect(2, value & 0x0F, 0x800);
    } else if (value >= 0xF0 && value <= 0xF4) {
      expect(3, value & 0x07, 0x10000);
    } else {
      utf8 = false;
    }
  }

  private void expect(int following, int bits, int smallest) {
    missing = following;
    codePoint = bits;
    least = smallest;
  }

  /// The lead bytes D0 and D1 of Russian UTF-8 become Р and С, and what follows them is no small Russian letter.
  private void letter(int letter) {
    if (letter == 0xFEFF) {
      return;
    }
    beyondAscii++;
    replaced += letter == REPLACEMENT ? 1 : 0;
    boolean lead = previous == 'Р' || previous == 'С' || previous == 'Ð' || previous == 'Ñ' || previous == 'Ã';
    boolean russian = letter >= 'А' && letter <= 'я';
    mojibake += lead && !russian ? 2 : 0;
    previous = letter;
  }

  private void windows(int value) {
    boolean beyond = value >= 0x80;
    if (beyond) {
      high++;
      boolean letter = value >= 0xC0 || value == 0xA8 || value == 0xB8;
      boolean mark = value == 0xA0 || value == 0xAB || value == 0xBB || value == 0xB9 || value == 0xB0
          || value >= 0x91 && value <= 0x97;
      strange += letter || mark ? 0 : 1;
    }
    if (beyond != previousByte >= 0x80 && isLatin(beyond ? previousByte : value)) {
      besideLatin++;
    }
    previousByte = value;
  }

  private static boolean isLatin(int value) {
    return value >= 'a' && value <= 'z' || value >= 'A' && value <= 'Z';
  }
}
