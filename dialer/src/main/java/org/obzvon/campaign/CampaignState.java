package org.obzvon.campaign;

import java.util.Set;

/// The states of a campaign.
public enum CampaignState {
  /// The campaign is created and contacts nobody.
  DRAFT,
  RUNNING,
  /// The campaign plans and places nothing until it runs again, not even notices: a user who pauses a campaign because
  /// a text is wrong does not want it sent to everybody. Running calls end normally.
  PAUSED,
  /// The campaign is over for good; waiting contacts are withdrawn.
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
