package org.obzvon.sms;

/// How a text is encoded on the air (3GPP TS 23.038), and how much of it fits into a message.
///
/// @see Segments
public enum Encoding {
  /// The 7 bit default alphabet with its extension table: 160 septets alone, 153 with the header of a long message.
  GSM7(160, 153),
  /// 16 bit units: 70 alone, 67 with the header. One letter outside [Gsm7] makes the whole text UCS-2.
  UCS2(70, 67);

  private final int alone;
  private final int joined;

  Encoding(int alone, int joined) {
    this.alone = alone;
    this.joined = joined;
  }

  /// The capacity of a single message, in units.
  public int alone() {
    return alone;
  }

  /// The capacity of one part of a longer text, in units: the header that joins the parts takes six octets.
  public int joined() {
    return joined;
  }

  public static Encoding of(String text) {
    return Gsm7.holds(text) ? GSM7 : UCS2;
  }
}
