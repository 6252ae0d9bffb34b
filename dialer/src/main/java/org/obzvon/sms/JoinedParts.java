package org.obzvon.sms;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/// Joins parts into one message. Octets are joined before they are decoded: a letter may be cut in two.
final class JoinedParts {
  private static final String GAP = " […] ";

  private JoinedParts() {}

  /// @param waiting with at least one part; a missing part is shown as a gap
  static Incoming message(WaitingParts.Waiting waiting) {
    IncomingPart first = waiting.parts().getFirst();
    IncomingPart.Key key = first.key();
    boolean partMissing = waiting.parts().size() < key.total();
    DataCoding.Decoded decoded = decoded(waiting.parts(), key.total());
    String id = UUID.nameUUIDFromBytes(waiting.id().toString().getBytes(StandardCharsets.UTF_8)).toString();
    return new Incoming(
        key.gateway(), id, key.from(), key.to(), decoded.text(),
        new Incoming.Marks(Optional.empty(), partMissing, !decoded.known()), first.receivedAt());
  }

  private static DataCoding.Decoded decoded(List<IncomingPart> parts, int total) {
    StringBuilder text = new StringBuilder();
    boolean known = true;
    ByteArrayOutputStream run = new ByteArrayOutputStream();
    int expected = 1;
    for (int i = 0; i < parts.size(); i++) {
      IncomingPart part = parts.get(i);
      if (part.number() > expected) {
        text.append(GAP);
      }
      run.writeBytes(part.octets());
      expected = part.number() + 1;
      boolean goesOn = i + 1 < parts.size() && parts.get(i + 1).number() == expected
          && parts.get(i + 1).coding() == part.coding();
      if (!goesOn) {
        DataCoding.Decoded letters = DataCoding.text(part.coding(), run.toByteArray());
        text.append(letters.text());
        known &= letters.known();
        run.reset();
      }
    }
    if (expected <= total) {
      text.append(GAP);
    }
    return new DataCoding.Decoded(text.toString().strip(), known);
  }
}
