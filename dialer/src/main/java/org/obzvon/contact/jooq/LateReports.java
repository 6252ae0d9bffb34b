package org.obzvon.contact.jooq;

import static org.jooq.impl.DSL.greatest;
import static org.jooq.impl.DSL.val;
import static org.obzvon.jooq.Tables.ATTEMPT;

import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.UUID;
import java.util.function.Predicate;
import org.jooq.DSLContext;
import org.obzvon.contact.Channel;
import org.obzvon.contact.ContactOutcome;
import org.obzvon.contact.ContactOutcome.Delivered;
import org.obzvon.contact.ContactOutcome.Failed;
import org.obzvon.contact.ContactOutcome.Lost;
import org.obzvon.contact.ContactOutcome.NotReached;
import org.obzvon.contact.ContactOutcome.Reached;
import org.obzvon.contact.ContactOutcome.Undeliverable;
import org.obzvon.contact.EventOutbox;
import org.obzvon.contact.OutcomeSink.Report;

/// Late reports about lost attempts, from gateways of text messages and from operators of calls. A report replaces
/// `LOST` in the attempt's own row, once, so that nobody counts the attempt twice. Its contact stays closed in any
/// case: nothing is sent or called again.
final class LateReports {
  private static final UUID NO_ID = null;
  private static final Instant NO_TIME = null;
  private static final String NO_TEXT = null;
  private static final Integer NO_NUMBER = null;

  private LateReports() {}

  /// @param reports of attempts that are not open; attempts that were not lost stay unchanged
  static void correct(DSLContext tx, EventOutbox events, List<Report> reports, Instant now) {
    messages(tx, of(reports, LateReports::endsMessage), now);
    calls(tx, events, of(reports, LateReports::endsCall), now);
  }

  /// Selects reports in an order that is the same for all callers.
  private static List<Report> of(List<Report> reports, Predicate<ContactOutcome> which) {
    return reports.stream()
        .filter(report -> which.test(report.outcome()))
        .sorted(Comparator.comparing(report -> report.attempt().toString()))
        .toList();
  }

  private static void messages(DSLContext tx, List<Report> known, Instant now) {
    if (known.isEmpty()) {
      return;
    }
    var batch = tx.batch(
        tx.update(ATTEMPT)
            .set(ATTEMPT.OUTCOME, NO_TEXT)
            .set(ATTEMPT.DETAIL, NO_TEXT)
            .set(ATTEMPT.SEGMENTS, NO_NUMBER)
            .set(ATTEMPT.TECH_CAUSE, NO_TEXT)
            .set(ATTEMPT.ENDED_AT, greatest(ATTEMPT.WRITTEN_AT, val(NO_TIME, ATTEMPT.ENDED_AT)))
            .set(ATTEMPT.CORRECTED_AT, NO_TIME)
            .where(ATTEMPT.ID.eq(NO_ID))
            .and(ATTEMPT.OUTCOME.eq("LOST"))
            .and(ATTEMPT.CHANNEL.eq(Channel.SMS.name())));
    for (Report report : known) {
      OutcomeColumns columns = OutcomeColumns.of(report.outcome());
      var _ = batch.bind(
          columns.outcome(), columns.detail(), columns.segments(), report.trace().techCause().orElse(null),
          report.endedAt(), now, report.attempt(), "LOST", Channel.SMS.name());
    }
    batch.execute();
  }

  /// Corrects calls. The end of the call stays as it is; only its result arrives late. Its promise, if there is one, is
  /// stored with it.
  private static void calls(DSLContext tx, EventOutbox events, List<Report> known, Instant now) {
    for (Report report : known) {
      OutcomeColumns columns = OutcomeColumns.of(report.outcome());
      int corrected = tx.update(ATTEMPT)
          .set(ATTEMPT.OUTCOME, columns.outcome())
          .set(ATTEMPT.DETAIL, columns.detail())
          .set(ATTEMPT.REASON, columns.reason())
          .set(ATTEMPT.CORRECTED_AT, now)
          .where(ATTEMPT.ID.eq(report.attempt()))
          .and(ATTEMPT.OUTCOME.eq("LOST"))
          .and(ATTEMPT.CHANNEL.in(Channel.ROBOT.name(), Channel.OPERATOR.name()))
          .execute();
      if (corrected == 1 && report.outcome() instanceof Reached(_, var promise, _)) {
        promise.ifPresent(given -> new JooqLatePromiseBook(tx, events).add(report.attempt(), given, report.endedAt()));
      }
    }
  }

  private static boolean endsMessage(ContactOutcome outcome) {
    return switch (outcome) {
      case Delivered _,Undeliverable _,Failed _ -> true;
      case Reached _,NotReached _,Lost _ -> false;
    };
  }

  private static boolean endsCall(ContactOutcome outcome) {
    return switch (outcome) {
      case Reached _,NotReached _,Undeliverable _ -> true;
      case Delivered _,Failed _,Lost _ -> false;
    };
  }
}
