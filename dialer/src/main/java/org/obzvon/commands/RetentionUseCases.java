package org.obzvon.commands;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import org.obzvon.desk.RecordingShelf;
import org.obzvon.person.Retention;
import org.obzvon.person.Retention.Removed;
import org.obzvon.person.Retention.Run;
import org.obzvon.person.RetentionTerms;
import org.obzvon.staff.Actor;
import org.obzvon.staff.AuditLog;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Removes personal data whose retention period is over, once a year and on command.
public final class RetentionUseCases {
  private static final Logger LOG = LoggerFactory.getLogger(RetentionUseCases.class);

  private final Retention retention;
  private final RetentionTerms terms;
  private final Recordings recordings;
  private final AuditLog log;
  private final InstantSource clock;

  /// @param kept retention period of a recording
  public record Recordings(RecordingShelf shelf, Duration kept) {}

  /// @param retention needs a store of its own, because each page of rows is a transaction
  public RetentionUseCases(Retention retention, RetentionTerms terms, Recordings recordings, AuditLog log,
      InstantSource clock) {
    this.retention = retention;
    this.terms = terms;
    this.recordings = recordings;
    this.log = log;
    this.clock = clock;
  }

  /// Returns the counts that a run would remove now.
  public List<Removed> preview() {
    return retention.preview(terms);
  }

  /// Runs a removal. The audit log records its begin, whatever the result.
  public Run run(Actor actor) {
    log.asOne(() -> log.note(actor, AuditLog.Deed.of("retention run", "account *", Map.of())));
    int files = recordings.shelf().clear(clock.instant().minus(recordings.kept()));
    Run run = retention.run(terms, actor.name());
    LOG.info("retention: {} kinds of rows and {} recordings removed: {}", run.removed().size(), files, run.removed());
    return run;
  }

  /// Returns the runs, newest first.
  public List<Run> runs() {
    return retention.runs();
  }

  /// Returns the time of the last yearly removal.
  public Instant lastDone() {
    return retention.lastDone();
  }
}
