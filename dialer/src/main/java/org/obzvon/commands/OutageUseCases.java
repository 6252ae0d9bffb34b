package org.obzvon.commands;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.obzvon.policy.Outage;
import org.obzvon.policy.Outages;
import org.obzvon.staff.Actor;
import org.obzvon.staff.AuditLog;

/// The commands on outages, each stored together with its actor.
public final class OutageUseCases {
  public static final int MOST_LISTED = 500;

  private final Outages outages;
  private final AuditLog log;

  public OutageUseCases(Outages outages, AuditLog log) {
    this.outages = outages;
    this.log = log;
  }

  public Outage add(Actor actor, String district, Optional<Instant> until) {
    return log.asOne(
        () -> {
          Outage outage = outages.add(district, until);
          Map<String, String> after = Map.of("until", until.map(Instant::toString).orElse("it is ended"));
          log.note(actor, AuditLog.Deed.of("outage add", subject(district), after));
          return outage;
        });
  }

  /// Ends the outage. Returns false if none is in force.
  public boolean end(Actor actor, String district) {
    return log.asOne(
        () -> {
          boolean ended = outages.end(district) > 0;
          if (ended) {
            log.note(actor, AuditLog.Deed.of("outage end", subject(district)));
          }
          return ended;
        });
  }

  private static String subject(String district) {
    return "district " + district;
  }

  /// Returns the outages, newest first, at most [#MOST_LISTED].
  public List<Outage> list() {
    return outages.list(MOST_LISTED);
  }
}
