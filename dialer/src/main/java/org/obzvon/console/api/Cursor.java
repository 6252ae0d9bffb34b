package org.obzvon.console.api;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.UUID;
import org.obzvon.document.BadInput;
import org.obzvon.register.ListPosition;

/// The end of a page as an opaque text that the caller hands back unread: the position, and the list it belongs to.
public final class Cursor {
  private static final int LIST_BYTES = 8;
  private static final int BYTES = LIST_BYTES + 8 + 4 + 16;
  private static final int LONGEST = 80;

  private Cursor() {}

  /// @param list the list with its filter; the cursor is valid for no other
  public static String of(ListPosition position, String list) {
    ByteBuffer bytes = ByteBuffer.allocate(BYTES);
    bytes.put(mark(list));
    bytes.putLong(position.at().getEpochSecond()).putInt(position.at().getNano());
    bytes.putLong(position.id().getMostSignificantBits()).putLong(position.id().getLeastSignificantBits());
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes.array());
  }

  /// @throws BadInput for a text that is not a cursor of this list
  public static ListPosition read(String cursor, String list) {
    if (cursor.length() > LONGEST) {
      throw bad();
    }
    try {
      ByteBuffer bytes = ByteBuffer.wrap(Base64.getUrlDecoder().decode(cursor));
      byte[] mark = new byte[LIST_BYTES];
      if (bytes.remaining() != BYTES
          || !Arrays.equals(bytes.get(mark).array(), 0, LIST_BYTES, mark(list), 0, LIST_BYTES)) {
        throw bad();
      }
      Instant at = Instant.ofEpochSecond(bytes.getLong(), bytes.getInt());
      if (at.isBefore(ApiQuery.EARLIEST) || at.isAfter(ApiQuery.LATEST)) {
        throw bad();
      }
      return new ListPosition(at, new UUID(bytes.getLong(), bytes.getLong()));
    } catch (IllegalArgumentException | DateTimeException | ArithmeticException _) {
      throw bad();
    }
  }

  private static byte[] mark(String list) {
    try {
      byte[] digest = MessageDigest.getInstance("SHA-256").digest(list.getBytes(StandardCharsets.UTF_8));
      return Arrays.copyOf(digest, LIST_BYTES);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  private static BadInput bad() {
    return BadInput.of("cursor", "is not the 'next' of a page of this list with these filters; begin without one");
  }
}
