package org.obzvon.call.ami;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import org.asteriskjava.manager.action.OriginateAction;
import org.asteriskjava.manager.event.ManagerEvent;
import org.obzvon.call.CallEvent;
import org.obzvon.call.CallTokens;
import org.obzvon.call.CallTracker;
import org.obzvon.call.CallWatch;
import org.obzvon.call.LineHealth;
import org.obzvon.contact.Attempt;
import org.obzvon.contact.ContactChannel;
import org.obzvon.contact.ContactOutcome;
import org.obzvon.contact.ContactOutcome.Failed;
import org.obzvon.contact.ContactOutcome.Fault;
import org.obzvon.contact.ContactOutcome.Refusal;
import org.obzvon.contact.ContactOutcome.Undeliverable;
import org.obzvon.contact.OpenAttempts;
import org.obzvon.contact.OutcomeSink.Report;
import org.obzvon.contact.OutcomeSink.Trace;
import org.obzvon.document.LogText;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Places robot calls through one Asterisk. Exchanges are separate instances: one that is down or slow does not touch
/// another.
///
/// `submit` waits for Asterisk's receipt only, on its caller's thread: at the most the heart-beat and twice the answer
/// time of [ExchangeSettings.Waits]. What becomes of the call is reported by the [CallTracker].
public final class AmiCallChannel implements ContactChannel, LineHealth, AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(AmiCallChannel.class);
  /// Events of some thousand calls; five a call.
  private static final int INBOX = 20_000;
  private static final Duration ROUND = Duration.ofMillis(500);
  private static final Duration LEFT_OVER = Duration.ofSeconds(5);
  private static final Duration CLEARING = Duration.ofSeconds(20);

  private final ExchangeSettings settings;
  private final CallTracker tracker;
  private final InstantSource clock;
  private final Originates originates;
  private final UnansweredOrders unanswered;
  private final AmiEvents mapping;
  private final TrunkEvents trunk;
  private final AmiConnection connection;
  private final CallWatch watch;
  private final EventInbox<CallEvent> inbox = new EventInbox<>(INBOX);
  private final AtomicBoolean compare = new AtomicBoolean();
  private final AtomicReference<Optional<Instant>> lastEventAt = new AtomicReference<>(Optional.empty());
  private final CountDownLatch closed = new CountDownLatch(1);
  private final CountDownLatch drained = new CountDownLatch(1);

  /// @param tokens what each call proves itself with when its conversation begins
  public AmiCallChannel(
      ExchangeSettings settings, CallTracker tracker, OpenAttempts openAttempts, CallTokens tokens, InstantSource clock) {
    this.settings = settings;
    this.tracker = tracker;
    this.clock = clock;
    this.originates = new Originates(settings.dialling(), tokens);
    this.unanswered = new UnansweredOrders(System::nanoTime);
    ExchangeClock exchangeClock = new ExchangeClock(settings.name(), clock);
    this.mapping = new AmiEvents(exchangeClock);
    this.trunk = TrunkEvents.of(settings.dialling());
    this.connection = new AmiConnection(settings, exchangeClock, this::heard, () -> compare.set(true));
    this.watch =
        new CallWatch(settings.name(), tracker, openAttempts, new AmiExchange(connection), clock);
  }

  /// Follows the calls of an earlier run and begins to connect; returns at once. Call it before anything is submitted.
  public void start() {
    watch.resume();
    Thread.ofVirtual().name("events-" + settings.name()).start(this::passEventsOn);
    Thread.ofVirtual().name("rounds-" + settings.name()).start(() -> repeat(ROUND, this::round));
    Thread.ofVirtual().name("left-over-" + settings.name()).start(() -> repeat(LEFT_OVER, watch::followLeftOver));
    Thread.ofVirtual().name("kept-" + settings.name()).start(() -> repeat(CLEARING, watch::clearKept));
    connection.start();
  }

  /// Waits for the first login. False when it did not come in time; the tries go on.
  public boolean awaitConnected(Duration atMost) throws InterruptedException {
    return connection.awaitConnected(atMost);
  }

  @Override
  public Submission submit(Attempt attempt) {
    if (!settings.dialling().allows(attempt.phone())) {
      return refused(new Undeliverable(Refusal.PREFIX_NOT_ALLOWED));
    }
    Optional<OriginateAction> action = originates.of(attempt);
    if (action.isEmpty()) {
      LOG.error("Attempt {}: the caller id is not a number; mend it in the campaign", attempt.id());
      return refused(new Failed(Fault.EXCHANGE));
    }
    if (unanswered.stalled()) {
      LOG.warn("Attempt {} is not placed: exchange {} answers no more", attempt.id(), settings.name());
      return refused(new Failed(Fault.EXCHANGE));
    }
    tracker.opened(attempt);
    unanswered.sent(attempt.id());
    AmiSession.Receipt receipt =
        connection.session()
            .map(session -> session.send(action.get()))
            .orElseGet(() -> new AmiSession.Receipt.NotSent("the exchange is not connected"));
    unanswered.over(attempt.id(), !(receipt instanceof AmiSession.Receipt.Unanswered));
    return switch (receipt) {
      case AmiSession.Receipt.Taken() -> new Submission.Accepted(attempt.id().toString());
      case AmiSession.Receipt.Declined(String why) -> {
        tracker.watcher().ended(
            settings.name(),
            new Report(attempt.id(), new Failed(Fault.EXCHANGE), Optional.empty(), clock.instant(), Trace.NONE));
        yield nothingPlaced(attempt, why);
      }
      case AmiSession.Receipt.NotSent(String why) -> nothingPlaced(attempt, why);
      case AmiSession.Receipt.Unanswered(String why) -> {
        compare.set(true);
        yield new Submission.Unknown(why);
      }
    };
  }

  private Submission nothingPlaced(Attempt attempt, String why) {
    if (!tracker.withdrawn(attempt.id())) {
      return new Submission.Unknown("it was refused, yet something was heard of it");
    }
    LOG.warn("Exchange {} did not take attempt {}: {}", settings.name(), attempt.id(),
        LogText.clean(why));
    return refused(new Failed(Fault.EXCHANGE));
  }

  private static Submission refused(ContactOutcome outcome) {
    return new Submission.Refused(outcome);
  }

  /// Whether calls can be placed now: the exchange is connected and answers.
  public boolean takesCalls() {
    return connection.session().isPresent() && !unanswered.stalled();
  }

  @Override
  public State state() {
    return new State(
        settings.name(), connection.session().isPresent(), tracker.open(settings.name()).size(), lastEventAt.get(),
        connection.clock().ahead());
  }

  /// On the library's only thread: must not wait.
  private void heard(ManagerEvent event) {
    trunk.of(event).ifPresent(news -> tracker.watcher().trunk(settings.name(), news.up(), news.about()));
    mapping.of(event).ifPresent(ours -> {
      lastEventAt.set(Optional.of(clock.instant()));
      inbox.put(ours);
    });
  }

  private void passEventsOn() {
    try {
      Optional<CallEvent> next = Optional.empty();
      while (closed.getCount() > 0 || next.isPresent()) {
        next = inbox.take(ROUND.toMillis());
        next.ifPresent(event -> guarded(() -> follow(event)));
      }
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    } finally {
      drained.countDown();
    }
  }

  private void follow(CallEvent event) {
    tracker.heard(event);
    if (event instanceof CallEvent.Placed placed) {
      watch.placed(placed.attempt());
    }
  }

  private void repeat(Duration every, Runnable step) {
    try {
      while (!closed.await(every.toMillis(), TimeUnit.MILLISECONDS)) {
        guarded(step);
      }
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }

  private void round() {
    tracker.watcher().connected(settings.name(), takesCalls());
    if (inbox.lostAny()) {
      LOG.warn("Exchange {}: events were lost, the open calls are compared with it", settings.name());
      compare.set(true);
    }
    // Cleared before asking, so that a login during the question asks again.
    if (compare.getAndSet(false) && !watch.reconcile()) {
      compare.set(true);
    }
    watch.round();
  }

  /// One call that cannot be reported must not end the following of all others.
  private void guarded(Runnable step) {
    try {
      step.run();
    } catch (RuntimeException | LinkageError | StackOverflowError e) {
      LOG.error("Exchange {}: a step of following its calls failed", settings.name(), e);
    }
  }

  /// Stops following. Waits at most five seconds for what was heard already; conversations that have ended are
  /// reported, other calls stay open in the ledger and are followed again by the next start.
  @Override
  public void close() {
    connection.close();
    closed.countDown();
    try {
      if (!drained.await(5, TimeUnit.SECONDS)) {
        LOG.warn("Exchange {}: stopped before all its events were read", settings.name());
      }
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
    tracker.flush(settings.name());
  }
}
