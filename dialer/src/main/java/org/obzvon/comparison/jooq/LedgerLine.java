package org.obzvon.comparison.jooq;

import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.Optional;
import java.util.UUID;

/// One row of the statement in [LedgerLines], read from PostgreSQL's binary copy format without an object for each
/// column. The same object is filled with one row after the other.
final class LedgerLine {
  private static final int COLUMNS = 20;
  private static final int HEADER = 19;
  private static final long EPOCH_2000_SECONDS = 946_684_800L;
  private static final int KNOWN_WORDS = 1 << 12;

  private final int[] at = new int[COLUMNS];
  private final int[] length = new int[COLUMNS];
  /// Words that occurred lately: few words make up nearly all texts of a ledger.
  private final String[] words = new String[KNOWN_WORDS];
  private final byte[][] wordBytes = new byte[KNOWN_WORDS][];
  private byte[] row;
  private boolean first = true;

  /// The columns in the order of the statement.
  enum Part {
    HOUSEHOLD,
    KIND,
    ACCOUNT,
    CONTACT,
    NUMBER,
    TIME,
    SECOND,
    THIRD,
    FOURTH,
    AMOUNT,
    FLAGS,
    COUNT,
    WORD_1,
    WORD_2,
    WORD_3,
    WORD_4,
    WORD_5,
    WORD_6,
    PRICE,
    CURRENCY
  }

  /// Takes the next row. Returns false if these bytes are the end of the copy.
  boolean fill(byte[] bytes) {
    row = bytes;
    int position = first ? HEADER : 0;
    first = false;
    int columns = (short) ((row[position] << 8) | (row[position + 1] & 0xff));
    if (columns < 0) {
      return false;
    }
    if (columns != COLUMNS) {
      throw new IllegalStateException("a row of the ledger has " + columns + " columns");
    }
    position += 2;
    for (int column = 0; column < COLUMNS; column++) {
      length[column] = intAt(position);
      at[column] = position + 4;
      position += 4 + Math.max(0, length[column]);
    }
    return true;
  }

  private int intAt(int position) {
    return (row[position] << 24) | ((row[position + 1] & 0xff) << 16) | ((row[position + 2] & 0xff) << 8)
        | (row[position + 3] & 0xff);
  }

  private long longAt(int position) {
    return ((long) intAt(position) << 32) | (intAt(position + 4) & 0xffffffffL);
  }

  boolean has(Part part) {
    return length[part.ordinal()] >= 0;
  }

  UUID id(Part part) {
    int position = at[part.ordinal()];
    return new UUID(longAt(position), longAt(position + 8));
  }

  /// Returns true if the part is this id.
  boolean is(Part part, UUID id) {
    int position = at[part.ordinal()];
    return longAt(position) == id.getMostSignificantBits() && longAt(position + 8) == id.getLeastSignificantBits();
  }

  /// Returns zero if the row does not have it.
  int number(Part part) {
    return has(part) ? intAt(at[part.ordinal()]) : 0;
  }

  short small(Part part) {
    int position = at[part.ordinal()];
    return (short) ((row[position] << 8) | (row[position + 1] & 0xff));
  }

  boolean flag(int bit) {
    return (number(Part.FLAGS) & bit) != 0;
  }

  Instant instant(Part part) {
    long micros = longAt(at[part.ordinal()]);
    return Instant.ofEpochSecond(
        EPOCH_2000_SECONDS + Math.floorDiv(micros, 1_000_000L), Math.floorMod(micros, 1_000_000L) * 1000);
  }

  Optional<Instant> moment(Part part) {
    return has(part) ? Optional.of(instant(part)) : Optional.empty();
  }

  /// Returns the date that the statement gave as days since 1970.
  LocalDate day(Part part) {
    return LocalDate.ofEpochDay(number(part));
  }

  /// Returns the amount that the statement gave in hundredths.
  BigDecimal amount() {
    return BigDecimal.valueOf(longAt(at[Part.AMOUNT.ordinal()]), 2);
  }

  /// Returns the amount as the statement gave it.
  long wholeAmount() {
    return has(Part.AMOUNT) ? longAt(at[Part.AMOUNT.ordinal()]) : 0;
  }

  /// Returns null if the row does not have it.
  String word(Part part) {
    int size = length[part.ordinal()];
    if (size < 0) {
      return null;
    }
    int from = at[part.ordinal()];
    int hash = 0;
    for (int index = from; index < from + size; index++) {
      hash = 31 * hash + row[index];
    }
    int slot = (hash ^ (hash >>> 16)) & (KNOWN_WORDS - 1);
    byte[] known = wordBytes[slot];
    if (known == null || !Arrays.equals(known, 0, known.length, row, from, from + size)) {
      wordBytes[slot] = Arrays.copyOfRange(row, from, from + size);
      words[slot] = new String(wordBytes[slot], StandardCharsets.UTF_8);
    }
    return words[slot];
  }
}
