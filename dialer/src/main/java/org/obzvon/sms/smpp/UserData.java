package org.obzvon.sms.smpp;

import java.util.Arrays;
import java.util.Optional;
import org.jsmpp.bean.AbstractSmCommand;
import org.jsmpp.bean.DeliverSm;
import org.jsmpp.bean.OptionalParameter;
import org.jsmpp.bean.OptionalParameter.Tag;
import org.obzvon.sms.DataCoding;

/// The content of a message: its octets without headers, and which part of a longer message they are, by the user data
/// header (3GPP TS 23.040 §9.2.3.24.1 and §9.2.3.24.8) or by the sar parameters of SMPP.
///
/// @param coding 0 to 255
record UserData(int coding, byte[] octets, Optional<Part> part) {
  private static final int CONCATENATED_8_BIT = 0x00;
  private static final int CONCATENATED_16_BIT = 0x08;

  /// @param number from 1 to `total`
  record Part(int reference, int total, int number) {
    /// Makes a part; empty for invalid numbers and for the only part of a message.
    static Optional<Part> of(int reference, int total, int number) {
      return total > 1 && number >= 1 && number <= total ? Optional.of(new Part(reference, total, number))
          : Optional.empty();
    }
  }

  static UserData of(AbstractSmCommand message) {
    byte[] octets = message instanceof DeliverSm brought && brought.getShortMessage() != null
        ? brought.getShortMessage()
        : new byte[0];
    OptionalParameter.Message_payload payload = message.getOptionalParameter(OptionalParameter.Message_payload.class);
    if (octets.length == 0 && payload != null) {
      octets = payload.getValue();
    }
    int coding = message.getDataCoding() & 0xff;
    Optional<Part> sar = sar(message);
    int header = message.isUdhi() && octets.length > 0 ? octets[0] & 0xff : -1;
    if (header < 0 || header >= octets.length) {
      return new UserData(coding, octets, sar);
    }
    Optional<Part> joined = part(octets, header);
    return new UserData(coding, Arrays.copyOfRange(octets, header + 1, octets.length), joined.or(() -> sar));
  }

  DataCoding.Decoded decoded() {
    return DataCoding.text(coding, octets);
  }

  /// @param length of the header after its first octet
  private static Optional<Part> part(byte[] octets, int length) {
    int at = 1;
    while (at + 1 <= length) {
      int element = octets[at] & 0xff;
      int size = octets[at + 1] & 0xff;
      int value = at + 2;
      if (value + size > length + 1) {
        return Optional.empty();
      }
      if (element == CONCATENATED_8_BIT && size == 3) {
        return Part.of(octets[value] & 0xff, octets[value + 1] & 0xff, octets[value + 2] & 0xff);
      }
      if (element == CONCATENATED_16_BIT && size == 4) {
        int reference = (octets[value] & 0xff) << 8 | octets[value + 1] & 0xff;
        return Part.of(reference, octets[value + 2] & 0xff, octets[value + 3] & 0xff);
      }
      at = value + size;
    }
    return Optional.empty();
  }

  private static Optional<Part> sar(AbstractSmCommand message) {
    Optional<Integer> reference = number(message, Tag.SAR_MSG_REF_NUM);
    Optional<Integer> total = number(message, Tag.SAR_TOTAL_SEGMENTS);
    Optional<Integer> number = number(message, Tag.SAR_SEGMENT_SEQNUM);
    return reference.isPresent() && total.isPresent() && number.isPresent()
        ? Part.of(reference.get(), total.get(), number.get())
        : Optional.empty();
  }

  private static Optional<Integer> number(AbstractSmCommand message, Tag tag) {
    return Optional.ofNullable(message.getOptionalParameter(tag)).map(
        parameter -> switch (parameter) {
          case OptionalParameter.Short two -> two.getValue() & 0xffff;
          case OptionalParameter.Byte one -> one.getValue() & 0xff;
          default -> null;
        });
  }
}
