package org.obzvon.commands;

import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.obzvon.backup.Restorations;
import org.obzvon.backup.Restorations.Restoration;
import org.obzvon.campaign.CampaignFault;
import org.obzvon.document.BadInput;
import org.obzvon.staff.Actor;
import org.obzvon.staff.AuditLog;

/// Confirms a restore of the database. Until a person confirms it, every campaign is paused, because calls, texts,
/// payments and suppressions since the backup are missing.
public final class RestoreUseCases {
  private final Restorations restorations;
  private final AuditLog log;
  private final InstantSource clock;

  public RestoreUseCases(Restorations restorations, AuditLog log, InstantSource clock) {
    this.restorations = restorations;
    this.log = log;
    this.clock = clock;
  }

  /// Returns the restore that waits for its confirmation.
  public Optional<Restoration> unconfirmed() {
    return restorations.unconfirmed();
  }

  /// Resumes the campaigns that the restore paused, and returns their names.
  ///
  /// @throws BadInput when no restore waits for a confirmation
  public List<String> confirm(Actor actor) {
    return log.asOne(
        () -> {
          Optional<Restoration> open = restorations.unconfirmed();
          if (open.isEmpty() || !restorations.confirm(actor.name(), clock.instant())) {
            throw BadInput.of("restore", CampaignFault.NOT_RESTORED.with());
          }
          List<String> paused = open.get().paused();
          Map<String, String> after = Map.of("campaigns", String.join(", ", paused));
          log.note(actor, AuditLog.Deed.of("restore confirm", "backup " + open.get().takenAt(), after));
          return paused;
        });
  }
}
