package org.obzvon.schedule;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.obzvon.campaign.CampaignState;
import org.obzvon.contact.Channel;
import org.obzvon.document.Sentence;
import org.obzvon.policy.Decision;

/// The status of an account at one moment: what holds for it over all campaigns, and campaign by campaign why it is
/// contacted or not, and what comes next. Command line, API and page show the same sentences in the same order.
///
/// @param notes what holds in every campaign, such as a payment that waits for the next register
/// @param campaigns those that hold the account, running ones first, then those that could enrol it
public record AccountStatus(Instant at, List<Sentence> notes, List<InCampaign> campaigns) {
  public AccountStatus {
    notes = List.copyOf(notes);
    campaigns = List.copyOf(campaigns);
  }

  /// @param member empty for an account that the campaign has not enrolled
  /// @param next what comes next; empty if nothing does
  /// @param now the policy's decision on a contact at this moment; empty if the campaign has no contact left to make
  /// @param reasons all of it in sentences, beginning with the first obstacle to a contact
  public record InCampaign(
      String campaign, CampaignState state, Optional<Member> member, Optional<Next> next, Optional<Decision> now,
      List<Sentence> reasons) {
    public InCampaign {
      reasons = List.copyOf(reasons);
    }
  }

  /// @param enrolled the segment that enrolled the account
  /// @param segment the segment to which it belongs today; empty if it fits none any more
  public record Member(String arm, String enrolled, Optional<String> segment) {}

  /// @param step position in the ladder, from 0; 1000 and more for a contact outside any ladder
  /// @param waits whether it is planned already and waits in the queue or is under way
  public record Next(int step, Channel channel, String script, boolean waits, Instant from, Instant expires) {}
}
