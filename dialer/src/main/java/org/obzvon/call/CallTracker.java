package org.obzvon.call;

import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.obzvon.contact.Attempt;
import org.obzvon.contact.Channel;
import org.obzvon.contact.ContactOutcome;
import org.obzvon.contact.OpenAttempts;
import org.obzvon.contact.OutcomeSink;
import org.obzvon.contact.OutcomeSink.Report;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Makes one report of what the exchange and the IVR tell of a call, in whatever order they tell it.
///
/// Every call that was opened and not withdrawn is reported exactly once, at the latest [CallBounds#latest] after it
/// was opened, provided [#tick] is called. A second report follows only when something arrives later that differs from
/// the first: an opt-out or an operator's disposition. One tracker serves all lines; lines do not touch each other's
/// calls.
public final class CallTracker implements DialogueSink {
  private static final Logger LOG = LoggerFactory.getLogger(CallTracker.class);

  private final Map<UUID, OpenCall> calls = new ConcurrentHashMap<>();
  private final RecentlyClosed closed = new RecentlyClosed();
  private final OutcomeSink sink;
  private final OpenAttempts openAttempts;
  private final InstantSource clock;
  private final CallBounds bounds;
  private final LineWatcher watcher;

  public CallTracker(OutcomeSink sink, OpenAttempts openAttempts, InstantSource clock, CallBounds bounds) {
    this(sink, openAttempts, clock, bounds, LineWatcher.NONE);
  }

  /// @param watcher receives how the calls of each line go
  public CallTracker(
      OutcomeSink sink, OpenAttempts openAttempts, InstantSource clock, CallBounds bounds, LineWatcher watcher) {
    this.sink = sink;
    this.openAttempts = openAttempts;
    this.clock = clock;
    this.bounds = bounds;
    this.watcher = watcher;
  }

  /// Begins to follow a call that is about to be submitted.
  public void opened(Attempt attempt) {
    calls.put(attempt.id(), call(attempt, false));
  }

  /// Follows a call whose beginning was not watched. Returns false when it is followed already or was reported.
  public boolean resumed(Attempt attempt) {
    return !closed.holds(attempt.id()) && calls.putIfAbsent(attempt.id(), call(attempt, true)) == null;
  }

  /// Drops a call that the exchange says it did not place: no report will follow. Returns false when an event of the
  /// call arrived nevertheless or the call is closed; then it stays with the tracker.
  public boolean withdrawn(UUID attempt) {
    boolean[] unheard = {false};
    calls.computeIfPresent(attempt, (_, call) -> {
      unheard[0] = !call.anythingHeard();
      return unheard[0] ? null : call;
    });
    return unheard[0];
  }

  /// Records that the exchange restarted before it had answered the request to call: the request was lost with it.
  public void diedUnplaced(UUID attempt) {
    update(attempt, OpenCall::diedUnplaced);
  }

  public LineWatcher watcher() {
    return watcher;
  }

  public void heard(CallEvent event) {
    if (event instanceof CallEvent.Ringing || event instanceof CallEvent.Progressed
        || event instanceof CallEvent.Answered) {
      Optional.ofNullable(calls.get(event.attempt())).ifPresent(call -> watcher.rang(call.line()));
    }
    update(event.attempt(), call -> call.hear(event, clock.instant()));
  }

  @Override
  public void begun(UUID attempt, Instant at) {
    follow(attempt);
    update(attempt, call -> call.begun(at));
  }

  @Override
  public void ended(UUID attempt, DialogueResult dialogue, Instant at) {
    follow(attempt);
    boolean known = update(attempt, call -> call.ended(dialogue, at, clock.instant()));
    if (!known) {
      LOG.warn("A conversation ended for attempt {}, which is not open: of its result {} only a wish to be left alone"
          + " counts", attempt, dialogue.end());
      late(attempt, dialogue, at).ifPresent(this::reportLate);
    }
  }

  /// Returns the sink for talks with operators: those to whom the robot transferred a debtor, and those who called a
  /// debtor themselves. The outcome waits for the operator's disposition, for [CallBounds#word] after the end of the
  /// call. A later disposition is reported all the same, and the ledger lets it replace `LOST`.
  public DialogueSink operators() {
    return new Operators();
  }

  private final class Operators implements DialogueSink {
    @Override
    public void begun(UUID attempt, Instant at) {
      follow(attempt);
      update(attempt, call -> call.attended(at));
    }

    @Override
    public void ended(UUID attempt, DialogueResult written, Instant at) {
      follow(attempt);
      if (!update(attempt, call -> call.written(written, at))) {
        LOG.info("attempt {}: its operator's word came late", attempt);
        reportLate(
            new Report(
                attempt, DialogueOutcomes.of(written), Optional.empty(), at, OutcomeSink.Trace.NONE));
      }
    }

    @Override
    public ContactOutcome stopped(UUID attempt, Instant at) {
      return CallTracker.this.stopped(attempt, at);
    }
  }

  @Override
  public ContactOutcome stopped(UUID attempt, Instant at) {
    if (!calls.containsKey(attempt) && !closed.holds(attempt)) {
      // The stop key may also be pressed while an operator who called the debtor talks to them; another tracker follows
      // that call.
      openAttempts.find(attempt)
          .filter(found -> found.contact().step().channel() == Channel.ROBOT)
          .ifPresent(this::resumed);
    }
    DialogueResult[] after = {DialogueResult.STOPPED};
    update(attempt, call -> after[0] = call.stopped(at, clock.instant()));
    return DialogueOutcomes.of(after[0]);
  }

  private void reportLate(Report report) {
    if (closed.isNews(report.attempt(), report.outcome())) {
      sink.report(report);
    }
  }

  /// Returns the report that a late conversation still needs. The ledger keeps the first report of a call; an opt-out
  /// or a wrong number counts even after it.
  private static Optional<Report> late(UUID attempt, DialogueResult dialogue, Instant at) {
    return switch (dialogue.end()) {
      case OPTED_OUT, WRONG_NUMBER ->
          Optional.of(
              new Report(
                  attempt, DialogueOutcomes.of(dialogue), Optional.empty(), at,
                  new OutcomeSink.Trace(dialogue.keys(), OptionalInt.empty(), Optional.empty())));
      case FINISHED, HUNG_UP, SILENT, SOMEBODY_ELSE, TRANSFERRED, MACHINE, CUT, FAULT -> Optional.empty();
    };
  }

  /// Reports the calls of a line for which there is nothing more to wait. Returns those about which the exchange has to
  /// be asked.
  public Overdue tick(String line) {
    Set<UUID> silent = new HashSet<>();
    Set<UUID> outlived = new HashSet<>();
    Set<UUID> unsettled = new HashSet<>();
    for (UUID attempt : open(line)) {
      update(attempt, call -> {
        Instant now = clock.instant();
        if (call.wantsAsking(bounds, now)) {
          silent.add(attempt);
          if (call.outlived(bounds, now)) {
            outlived.add(attempt);
          }
        }
      });
      calls.computeIfPresent(attempt, (_, call) -> {
        if (call.wantsKept()) {
          unsettled.add(attempt);
        }
        return call;
      });
    }
    return new Overdue(silent, outlived, unsettled);
  }

  /// The calls about which the exchange has to be asked.
  ///
  /// @param silent calls without any event for so long that the exchange has to be asked
  /// @param outlived those of them that exceed the longest duration of a call, and have to be hung up
  /// @param unsettled calls that are over and whose conversation only the exchange can report
  public record Overdue(Set<UUID> silent, Set<UUID> outlived, Set<UUID> unsettled) {}

  /// Applies what the exchange kept of calls that are over. It kept nothing of the calls that it does not name.
  void settle(Set<UUID> unsettled, Map<UUID, KeptCall> kept) {
    unsettled.forEach(attempt -> update(attempt, call -> call.kept(Optional.ofNullable(kept.get(attempt)))));
  }

  /// Applies what the exchange kept of a call that the ledger holds as closed: the stop key counts even then, if no
  /// conversation received it.
  void keptLate(UUID attempt, KeptCall kept, Instant now) {
    if (kept.keysAfterwards().indexOf(Script.STOP) < 0) {
      return;
    }
    late(attempt, kept.dialogue(Optional.empty()), kept.endedAt().orElse(now)).ifPresent(this::reportLate);
  }

  /// Compares the open calls with the live calls that the exchange of the line listed when it was asked.
  void reconciled(String line, LiveCalls live, Instant askedAt) {
    for (UUID attempt : open(line)) {
      update(attempt, call -> {
        if (live.answered().contains(attempt) || live.waiting().contains(attempt)) {
          call.alive(live.answered().contains(attempt), clock.instant());
        } else {
          call.missing(askedAt, clock.instant(), bounds);
        }
      });
    }
  }

  boolean isOpen(UUID attempt) {
    return calls.containsKey(attempt);
  }

  /// Returns whether the call was followed here and has been reported.
  boolean isOver(UUID attempt) {
    return closed.holds(attempt);
  }

  /// Returns the open calls of a line.
  public Set<UUID> open(String line) {
    return calls.entrySet().stream()
        .filter(entry -> entry.getValue().line().equals(line))
        .map(Map.Entry::getKey)
        .collect(Collectors.toUnmodifiableSet());
  }

  /// Returns the calls whose conversation is over although no event has ended them.
  Set<UUID> spokenOut(String line) {
    Set<UUID> spokenOut = new HashSet<>();
    open(line).forEach(attempt -> calls.computeIfPresent(attempt, (_, call) -> {
      if (call.isSpokenOut()) {
        spokenOut.add(attempt);
      }
      return call;
    }));
    return spokenOut;
  }

  /// Reports, before the process stops, the conversations that ended although no event has ended their calls. All other
  /// calls stay open in the ledger, and the next start finds them again.
  public void flush(String line) {
    open(line).forEach(attempt -> close(attempt, call -> call.reportNow(clock.instant())));
  }

  private OpenCall call(Attempt attempt, boolean resumed) {
    return new OpenCall(
        attempt.id(), attempt.route().line(), attempt.route().ring(), clock.instant(), resumed);
  }

  /// Follows a call that the ledger knows. After a restart the IVR may report on a call before its line has been
  /// resumed.
  private void follow(UUID attempt) {
    if (!calls.containsKey(attempt) && !closed.holds(attempt)) {
      openAttempts.find(attempt).ifPresent(this::resumed);
    }
  }

  private boolean update(UUID attempt, Consumer<OpenCall> change) {
    return close(attempt, call -> {
      change.accept(call);
      return call.report(bounds, clock.instant());
    });
  }

  /// Applies a step to a call and reports it if the step ends it. Returns false when the call is not open. `compute`
  /// makes sure that only one thread at a time touches a call and that at most one report leaves it.
  private boolean close(UUID attempt, Function<OpenCall, Optional<Report>> step) {
    boolean[] known = {false};
    List<Report> reports = new ArrayList<>(1);
    calls.computeIfPresent(attempt, (_, call) -> {
      known[0] = true;
      step.apply(call).ifPresent(reports::add);
      if (reports.isEmpty()) {
        return call;
      }
      closed.add(attempt, reports.getFirst().outcome());
      watcher.ended(call.line(), reports.getFirst());
      return null;
    });
    reports.forEach(sink::report);
    return known[0];
  }
}
