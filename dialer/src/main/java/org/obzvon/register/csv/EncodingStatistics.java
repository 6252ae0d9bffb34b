package org.obzvon.register.csv;

import java.io.ByteArrayOutputStream;
import java.util.Optional;
import org.obzvon.document.Sentence;

/// Examines the bytes of a text. It tells whether they are UTF-8 and whether the letters look as if they had been read
/// in a wrong encoding before, and it keeps a sample of the words with letters beyond ASCII.
final class EncodingStatistics {
  private static final int ENOUGH = 8;
  private static final int REPLACEMENT = 0xFFFD;
  /// A damaged UTF-8 text has at least this many good letters for each bad byte. Russian text in cp866, the single-byte
  /// encoding most like UTF-8, has one for every three.
  private static final int GOOD_FOR_ONE_BAD = 4;
  private static final int LARGEST_SAMPLE = 1 << 17;
  private static final int LONGEST_WORD = 64;

  private int missing;
  private int codePoint;
  private int least;
  private int previous;
  private long good;
  private long bad;
  private int line = 1;
  private int firstBadLine;
  private long beyondAscii;
  private long replaced;
  private long mojibake;

  private final ByteArrayOutputStream sample = new ByteArrayOutputStream();
  private final byte[] word = new byte[LONGEST_WORD];
  private int wordLength;
  private boolean wordIsBeyond;

  void take(byte read) {
    int value = read & 0xFF;
    utf8(value);
    word(value);
    line += value == '\n' ? 1 : 0;
  }

  void end() {
    if (missing > 0) {
      bad();
    }
    endWord();
  }

  /// Returns true even if a few bytes of the text are damaged: those rows cannot be read, but the others can.
  boolean isUtf8() {
    return bad == 0 || good >= bad * GOOD_FOR_ONE_BAD;
  }

  /// Returns true if one part of the text is UTF-8 and another is not. Fewer single bytes look like UTF-8 by chance.
  boolean isMixed() {
    return !isUtf8() && good > bad;
  }

  /// Returns the line of the first byte that is not UTF-8.
  int firstBadLine() {
    return firstBadLine;
  }

  /// Returns words with letters beyond ASCII, a space after each.
  byte[] sample() {
    return sample.toByteArray();
  }

  /// Returns what is wrong with a text in UTF-8.
  Optional<Sentence> hint() {
    if (mojibake >= ENOUGH && mojibake * 2 > beyondAscii) {
      return Optional.of(RowFault.LETTERS_TWICE_READ.with());
    }
    return replaced > 0 ? Optional.of(RowFault.LETTERS_LOST.with()) : Optional.empty();
  }

  private void utf8(int value) {
    if (missing > 0) {
      if ((value & 0xC0) != 0x80) {
        bad();
        utf8(value);
        return;
      }
      codePoint = codePoint << 6 | value & 0x3F;
      if (--missing == 0) {
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
      bad();
    }
  }

  private void bad() {
    missing = 0;
    bad++;
    firstBadLine = firstBadLine == 0 ? line : firstBadLine;
  }

  private void expect(int following, int bits, int smallest) {
    missing = following;
    codePoint = bits;
    least = smallest;
  }

  /// Counts a letter, and signs that the text was read in a wrong encoding before: the lead bytes of its letters then
  /// stand as Р or С (windows-1251) or as Ð, Ñ or Ã (Latin-1), followed by something other than a Russian letter.
  private void letter(int letter) {
    if (letter < least || letter > 0x10FFFF || letter >= 0xD800 && letter <= 0xDFFF) {
      bad();
      return;
    }
    if (letter == 0xFEFF) {
      return;
    }
    good++;
    beyondAscii++;
    replaced += letter == REPLACEMENT ? 1 : 0;
    boolean lead = previous == 'Р' || previous == 'С' || previous == 'Ð' || previous == 'Ñ' || previous == 'Ã';
    boolean russian = letter >= 'А' && letter <= 'я';
    mojibake += lead && !russian ? 2 : 0;
    previous = letter;
  }

  private void word(int value) {
    boolean latin = value >= 'a' && value <= 'z' || value >= 'A' && value <= 'Z';
    if (value < 0x80 && !latin || wordLength == LONGEST_WORD) {
      endWord();
    }
    if (value >= 0x80 || latin) {
      word[wordLength++] = (byte) value;
      wordIsBeyond |= value >= 0x80;
    }
  }

  private void endWord() {
    if (wordIsBeyond && sample.size() < LARGEST_SAMPLE) {
      sample.write(word, 0, wordLength);
      sample.write(' ');
    }
    wordLength = 0;
    wordIsBeyond = false;
  }
}
