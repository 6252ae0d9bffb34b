package org.obzvon.campaign;

import java.util.Set;

/// The life of a campaign.
public enum CampaignState {
  /// Created, contacts nobody.
  DRAFT,
  RUNNING,
  /// Plans and places nothing until it runs again, notices neither: whoever pauses a campaign because a text is wrong
  /// does not want it sent to everybody. Running calls end as they would.
  PAUSED,
  /// Over for good; what waited is withdrawn.
  STOPPED;

  public Set<CampaignState> next() {
    return switch (this) {
      case DRAFT -> Set.of(RUNNING, STOPPED);
      case RUNNING -> Set.of(PAUSED, STOPPED);
      case PAUSED -> Set.of(RUNNING, STOPPED);
      case STOPPED -> Set.of();
    };
  }
}
