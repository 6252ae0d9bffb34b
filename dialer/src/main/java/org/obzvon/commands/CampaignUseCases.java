package org.obzvon.commands;

import java.nio.file.Path;
import java.util.Map;
import java.util.function.Supplier;
import org.obzvon.campaign.Campaign;
import org.obzvon.campaign.CampaignState;
import org.obzvon.staff.Actor;
import org.obzvon.staff.AuditLog;

/// The commands on campaigns. Each is stored in the audit log together with its actor and the change it made.
public final class CampaignUseCases {
  private final CampaignControl control;
  private final AuditLog log;

  public CampaignUseCases(CampaignControl control, AuditLog log) {
    this.control = control;
    this.log = log;
  }

  /// Returns the commands that need no audit entry.
  public CampaignControl control() {
    return control;
  }

  public Campaign create(Actor actor, Path file) {
    return create(actor, () -> control.create(file, false));
  }

  /// @param source name of the text in messages
  public Campaign create(Actor actor, String source, String text) {
    return create(actor, () -> control.create(source, text));
  }

  private Campaign create(Actor actor, Supplier<Campaign> command) {
    return log.asOne(
        () -> {
          Campaign campaign = command.get();
          log.note(actor, AuditLog.Deed.of("campaign create", subject(campaign), state(campaign)));
          return campaign;
        });
  }

  /// @see CampaignControl#start
  public void start(Actor actor, Campaign campaign, boolean underpoweredAnyway) {
    String action = underpoweredAnyway ? "campaign start underpowered" : "campaign start";
    change(actor, action, campaign, () -> control.start(campaign, underpoweredAnyway));
  }

  /// Pauses a campaign, or stops it and cancels its waiting contacts.
  public void move(Actor actor, Campaign campaign, CampaignState to) {
    String action = to == CampaignState.PAUSED ? "campaign pause" : "campaign stop";
    change(actor, action, campaign, () -> control.move(campaign, to));
  }

  /// @see CampaignControl#redefine
  public boolean redefine(Actor actor, Campaign campaign, Path file) {
    return log.asOne(
        () -> {
          boolean judged = control.redefine(campaign, file);
          Map<String, String> after = Map.of("judged by something else", Boolean.toString(judged));
          log.note(actor, AuditLog.Deed.of("campaign change", subject(campaign), after));
          return judged;
        });
  }

  private void change(Actor actor, String action, Campaign before, Runnable command) {
    log.asOne(
        () -> {
          command.run();
          Map<String, String> after = state(control.named(before.name()));
          log.note(actor, new AuditLog.Deed(action, subject(before), state(before), after));
        });
  }

  private static String subject(Campaign campaign) {
    return "campaign " + campaign.name();
  }

  private static Map<String, String> state(Campaign campaign) {
    return Map.of("state", campaign.state().name());
  }
}
