package org.obzvon.comparison;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.obzvon.campaign.Arm;

/// The number of accounts of an arm and a segment that were ever tried. If they are few, the difference of the segment
/// says little about contact, because hardly anybody was contacted.
///
/// @param tried an attempt was made to the household within the window
public record SegmentTries(String arm, String segment, int assigned, int tried) {
  /// The number of accounts tried below which they are few.
  public static final int LEAST = 30;

  /// The share of the assigned accounts below which they are few.
  public static final double LEAST_SHARE = 0.2;

  public boolean isFew() {
    return tried < LEAST || tried < LEAST_SHARE * assigned;
  }

  /// Returns the counts in the order of arms and segments, without the arm that is not contacted.
  static List<SegmentTries> of(Map<String, List<Stories.Followed>> byArm) {
    List<SegmentTries> tries = new ArrayList<>();
    new TreeMap<>(byArm).forEach(
        (arm, members) -> {
          if (!arm.equals(Arm.HOLD_OUT)) {
            members.stream()
                .collect(Collectors.groupingBy(one -> one.account().segment(), TreeMap::new, Collectors.toList()))
                .forEach((segment, accounts) -> tries.add(of(arm, segment, accounts)));
          }
        });
    return tries;
  }

  private static SegmentTries of(String arm, String segment, List<Stories.Followed> accounts) {
    int tried = (int) accounts.stream().filter(one -> one.end().steps().attempted()).count();
    return new SegmentTries(arm, segment, accounts.size(), tried);
  }
}
