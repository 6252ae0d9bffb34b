package org.obzvon.commands;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.obzvon.backup.Restorations;
import org.obzvon.campaign.Campaign;
import org.obzvon.campaign.CampaignFault;
import org.obzvon.campaign.CampaignState;
import org.obzvon.campaign.Campaigns;
import org.obzvon.campaign.Definition;
import org.obzvon.comparison.Registrations;
import org.obzvon.contact.Withdrawals;
import org.obzvon.document.BadInput;
import org.obzvon.document.Problem;
import org.obzvon.document.Sentence;
import org.obzvon.schedule.DryRun;

/// The commands on campaigns, for every caller.
public final class CampaignControl {
  private final CampaignFileCheck files;
  private final Campaigns campaigns;
  private final Withdrawals withdrawals;
  private final DryRun dryRun;
  private final Registrations registrations;
  private final Restorations restorations;
  private final InstantSource clock;

  public CampaignControl(
      CampaignFileCheck files, Campaigns campaigns, Withdrawals withdrawals, DryRun dryRun, Registrations registrations,
      Restorations restorations, InstantSource clock) {
    this.files = files;
    this.campaigns = campaigns;
    this.withdrawals = withdrawals;
    this.dryRun = dryRun;
    this.registrations = registrations;
    this.restorations = restorations;
    this.clock = clock;
  }

  /// Stores a campaign file as a draft.
  public Campaign create(Path file, boolean simulated) {
    Definition definition = files.read(file);
    try {
      return campaigns.create(definition, Files.readString(file), simulated, clock.instant());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// Stores a campaign text as a draft.
  ///
  /// @param source name of the text in messages
  public Campaign create(String source, String text) {
    return campaigns.create(files.read(source, text), text, false, clock.instant());
  }

  /// Checks a text and stores nothing.
  ///
  /// @param source name of the text in messages
  public Definition read(String source, String text) {
    return files.read(source, text);
  }

  /// Returns steps that can never be made and notices that cannot be given in time; empty when there are none.
  public List<Problem> warnings(Definition definition) {
    return files.warnings().of(definition.name(), definition, LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC));
  }

  public Campaign named(String name) {
    return campaigns
        .find(name)
        .orElseThrow(() -> BadInput.of(name, CampaignFault.UNKNOWN.with()));
  }

  public List<Campaign> all() {
    return campaigns.all();
  }

  public DryRun.Result dryRun(Campaign campaign) {
    return dryRun.of(campaign);
  }

  /// Starts a campaign or resumes it. The first start registers the plan by which the campaign will be judged.
  ///
  /// @param underpoweredAnyway start also a campaign that is too small to show the effect it states; the report will
  ///     say so
  /// @throws BadInput when it cannot start, is too small, or nobody has confirmed a restore of the database
  public void start(Campaign campaign, boolean underpoweredAnyway) {
    restorations.unconfirmed().ifPresent(restored -> {
      throw BadInput.of(campaign.name(),
          CampaignFault.RESTORED.with(restored.takenAt().truncatedTo(ChronoUnit.SECONDS)));
    });
    files.refuseMissingChannels(campaign.definition());
    boolean first = registrations.versions(campaign.id()).isEmpty();
    if (!first || !campaign.state().next().contains(CampaignState.RUNNING)) {
      change(campaign, CampaignState.RUNNING);
      return;
    }
    int accounts = dryRun.of(campaign).byArm().values().stream().mapToInt(Integer::intValue).sum();
    CampaignStart beginning = new CampaignStart(campaign.definition(), accounts);
    Optional<Sentence> shortfall = beginning.shortfall();
    if (shortfall.isPresent() && !underpoweredAnyway) {
      throw BadInput.of(campaign.name(), CampaignFault.TOO_SMALL.of(List.of(shortfall.get())));
    }
    registrations.register(campaign.id(), beginning.planToRegister(shortfall.map(Sentence::english)), clock.instant());
    change(campaign, CampaignState.RUNNING);
  }

  /// Gives a campaign another definition. Once the campaign has been started, the change of its plan is recorded
  /// permanently.
  ///
  /// @return whether the terms by which it will be judged changed
  public boolean redefine(Campaign campaign, Path file) {
    Definition definition = files.read(file);
    List<Registrations.Version> versions = registrations.versions(campaign.id());
    try {
      campaigns.change(campaign, definition, Files.readString(file));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    if (versions.isEmpty()) {
      return false;
    }
    return registrations.register(
        campaign.id(), versions.getLast().plan().changed(definition), clock.instant());
  }

  /// Pauses a campaign, or stops it and cancels its waiting contacts.
  public void move(Campaign campaign, CampaignState to) {
    if (to == CampaignState.RUNNING) {
      start(campaign, false);
    } else {
      change(campaign, to);
    }
  }

  private void change(Campaign campaign, CampaignState to) {
    if (!campaigns.move(campaign.id(), to, clock.instant())) {
      throw BadInput.of(
          campaign.name(), CampaignFault.NO_MOVE.with(campaign.state(), to, campaign.state().next()));
    }
    if (to == CampaignState.STOPPED) {
      withdrawals.ofCampaign(campaign.id(), "the campaign was stopped");
    }
  }

  /// Returns how many accounts the campaign has enrolled.
  public int size(UUID campaign) {
    return campaigns.size(campaign);
  }
}
