package org.obzvon.queue;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Function;
import org.obzvon.background.BackgroundLoop.Next;
import org.obzvon.background.BackgroundLoop;
import org.obzvon.background.LoopIntervals;
import org.obzvon.campaign.RetryRules;
import org.obzvon.contact.WriteBehindQueue;
import org.obzvon.contact.Contact;
import org.obzvon.contact.ContactOutcome;
import org.obzvon.contact.Ledger.Acceptance;
import org.obzvon.contact.Ledger.Closed;
import org.obzvon.contact.Ledger;
import org.obzvon.contact.OutcomeSink;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Stores the outcomes of attempts on one thread, in batches and in the order of the reports. An entry leaves memory
/// only after its transaction: while the store cannot be reached, storing is retried, and callers wait when the queue
/// is full.
public final class OutcomeRecorder implements OutcomeSink, AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(OutcomeRecorder.class);
  private static final int MOST_WAITING = 10_000;
  private static final int MOST_A_BATCH = 500;
  /// How long to wait for further results: one transaction for each would cost more than it stores.
  private static final Duration GATHER = Duration.ofMillis(20);
  private static final Duration RETRY = Duration.ofSeconds(1);
  private static final int AWAY = 3;
  private static final Duration LAST_RESULTS = Duration.ofSeconds(20);

  private final WriteBehindQueue<Entry> waiting = new WriteBehindQueue<>(MOST_WAITING);
  private final Stops stops;
  private final Ledger ledger;
  private final Function<Contact, Optional<RetryRules>> rules;
  private final InstantSource clock;
  private final Consumer<List<Closed>> listener;
  private final BackgroundLoop loop = new BackgroundLoop(
      Thread.ofPlatform().name("outcome-recorder"), LoopIntervals.every(RETRY).drainingWithin(LAST_RESULTS),
      this::write);
  /// The entries that could not be stored yet and when they are tried again, for the loop's thread alone.
  private List<Entry> aside = new ArrayList<>();
  private long retryAt = System.nanoTime();
  private volatile int setAside;

  private sealed interface Entry {
    record Taken(Acceptance acceptance) implements Entry {}

    record Ended(Report report) implements Entry {}
  }

  /// Suppressions that follow from an outcome. They are stored before the attempt is closed, so that a crash between
  /// the two loses the outcome at most and never the debtor's wish. Idempotent.
  @FunctionalInterface
  public interface Stops {
    void follow(List<Report> reports);
  }

  /// @param rules of the contact's campaign; empty ends the contact
  /// @param listener receives what was closed, after it is stored
  public OutcomeRecorder(
      Ledger ledger, Stops stops, Function<Contact, Optional<RetryRules>> rules, InstantSource clock,
      Consumer<List<Closed>> listener) {
    this.ledger = ledger;
    this.stops = stops;
    this.rules = rules;
    this.clock = clock;
    this.listener = listener;
    loop.start();
  }

  @Override
  public void report(Report report) {
    put(new Entry.Ended(report));
  }

  void accepted(UUID attempt, String remoteId) {
    put(new Entry.Taken(new Acceptance(attempt, remoteId, clock.instant())));
  }

  /// Ends an attempt by our own decision, without the network.
  public void refused(UUID attempt, ContactOutcome outcome) {
    put(new Entry.Ended(new Report(attempt, outcome, Optional.empty(), clock.instant(), Trace.NONE)));
  }

  private void put(Entry entry) {
    waiting.put(entry);
    loop.wake();
  }

  private Next write() throws InterruptedException {
    aside.addAll(tryToStore(next(aside.size())));
    if (!aside.isEmpty() && System.nanoTime() - retryAt >= 0) {
      aside = new ArrayList<>(tryToStore(aside));
      retryAt = System.nanoTime() + RETRY.toNanos();
    }
    setAside = aside.size();
    return waiting() == 0 ? Next.LATER : Next.AT_ONCE;
  }

  private List<Entry> next(int alreadyAside) throws InterruptedException {
    List<Entry> batch = new ArrayList<>();
    if (alreadyAside < MOST_WAITING) {
      Entry first = waiting.poll();
      if (first != null) {
        batch.add(first);
        TimeUnit.MILLISECONDS.sleep(GATHER.toMillis());
        waiting.drainTo(batch, MOST_A_BATCH - 1);
      }
    } else {
      TimeUnit.MILLISECONDS.sleep(RETRY.toMillis());
    }
    return batch;
  }

  /// Returns the entries that could not be stored. After a failure the entries are stored one by one, so that one
  /// refused entry does not block the others; after three failures in a row the store counts as away, and the rest
  /// waits without a try.
  private List<Entry> tryToStore(List<Entry> entries) {
    if (entries.isEmpty() || isStored(entries)) {
      return List.of();
    }
    List<Entry> left = new ArrayList<>();
    int inARow = 0;
    for (Entry entry : entries) {
      if (inARow < AWAY && isStored(List.of(entry))) {
        inARow = 0;
      } else {
        inARow++;
        left.add(entry);
      }
    }
    return left;
  }

  private boolean isStored(List<Entry> entries) {
    try {
      store(entries);
      return true;
    } catch (RuntimeException | LinkageError | StackOverflowError e) {
      LOG.error("{} results could not be stored; trying again in {} s", entries.size(), RETRY.toSeconds(), e);
      return false;
    }
  }

  private void store(List<Entry> batch) {
    List<Acceptance> taken = new ArrayList<>();
    List<Report> ended = new ArrayList<>();
    for (Entry entry : batch) {
      switch (entry) {
        case Entry.Taken(var acceptance) -> taken.add(acceptance);
        case Entry.Ended(var report) -> ended.add(report);
      }
    }
    if (!taken.isEmpty()) {
      ledger.accepted(taken);
    }
    if (!ended.isEmpty()) {
      stops.follow(ended);
      listener.accept(ledger.close(ended, this::repeat, clock.instant()));
    }
  }

  private Optional<Instant> repeat(Closed closed) {
    return rules
        .apply(closed.attempt().contact())
        .flatMap(retry -> Repeats.next(closed, retry));
  }

  /// Returns how many entries are reported but not stored yet.
  public int waiting() {
    return waiting.size() + setAside;
  }

  /// Returns whether results are still stored.
  public boolean isAlive() {
    return loop.isAlive();
  }

  /// Stores the waiting entries, for at most twenty seconds, and stops.
  @Override
  public void close() {
    loop.close();
    if (waiting() > 0) {
      LOG.error("{} results were not stored before the stop; their attempts will be reconciled", waiting());
    }
  }
}
