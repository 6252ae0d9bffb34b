package org.obzvon.console;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.UUID;
import org.obzvon.campaign.Campaign;
import org.obzvon.campaign.CampaignState;
import org.obzvon.campaign.Campaigns;
import org.obzvon.campaign.Campaigns.Enrolled;
import org.obzvon.campaign.Definition;
import org.obzvon.contact.Withdrawals;
import org.obzvon.document.BadInput;
import org.obzvon.schedule.DryRun;

/// The commands on campaigns, whoever gives them.
public final class CampaignControl {
  private final CampaignFiles files;
  private final Campaigns campaigns;
  private final Withdrawals withdrawals;
  private final DryRun dryRun;
  private final InstantSource clock;

  public CampaignControl(
      CampaignFiles files, Campaigns campaigns, Withdrawals withdrawals, DryRun dryRun, InstantSource clock) {
    this.files = files;
    this.campaigns = campaigns;
    this.withdrawals = withdrawals;
    this.dryRun = dryRun;
    this.clock = clock;
  }

  /// Stores a file as a draft.
  public Campaign create(Path file, boolean simulated) {
    Definition definition = files.read(file);
    try {
      return campaigns.create(definition, Files.readString(file), simulated, clock.instant());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  public Campaign named(String name) {
    return campaigns
        .find(name)
        .orElseThrow(() -> BadInput.of(name, "no campaign has this name; 'dialer campaign list' shows them"));
  }

  public List<Campaign> all() {
    return campaigns.all();
  }

  public DryRun.Result dryRun(Campaign campaign) {
    return dryRun.of(campaign);
  }

  /// Moves a campaign and, when it is stopped, calls off what waits.
  public void move(Campaign campaign, CampaignState to) {
    if (to == CampaignState.RUNNING) {
      files.refuseMissingChannels(campaign.definition());
    }
    if (!campaigns.move(campaign.id(), to, clock.instant())) {
      throw BadInput.of(
          campaign.name(), "is " + campaign.state() + " and cannot become " + to + "; possible from here: "
              + campaign.state().next());
    }
    if (to == CampaignState.STOPPED) {
      withdrawals.ofCampaign(campaign.id(), "the campaign was stopped");
    }
  }

  /// For those who follow a campaign from outside, such as the rehearsal.
  public List<Enrolled> enrolled(UUID campaign) {
    return campaigns.enrolled(campaign);
  }
}
