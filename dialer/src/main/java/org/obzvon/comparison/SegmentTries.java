package org.obzvon.comparison;

/// The number of accounts of an arm and a segment that were ever tried. If they are few, the difference of the segment
/// says little about contact, because hardly anybody was contacted.
///
/// @param tried an attempt was made to the household within the window
public record SegmentTries(String arm, String segment, int assigned, int tried) {
  /// The number of accounts tried below which they are few.
  public static final int LEAST = 30;

  /// The share of the assigned accounts below which they are few.
  public static final double LEAST_SHARE = 0.2;

  static SegmentTries none(String arm, String segment) {
    return new SegmentTries(arm, segment, 0, 0);
  }

  SegmentTries plus(boolean triedOne) {
    return new SegmentTries(arm, segment, assigned + 1, tried + (triedOne ? 1 : 0));
  }

  public boolean isFew() {
    return tried < LEAST || tried < LEAST_SHARE * assigned;
  }
}
