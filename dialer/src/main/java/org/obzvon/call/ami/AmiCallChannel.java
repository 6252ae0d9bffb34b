package org.obzvon.call.ami;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.BooleanSupplier;
import org.asteriskjava.manager.action.OriginateAction;
import org.asteriskjava.manager.event.FullyBootedEvent;
import org.asteriskjava.manager.event.ManagerEvent;
import org.obzvon.background.BackgroundLoop.Next;
import org.obzvon.background.BackgroundLoop.Round;
import org.obzvon.background.BackgroundLoop;
import org.obzvon.background.LoopIntervals;
import org.obzvon.call.CallEvent;
import org.obzvon.call.CallTokens;
import org.obzvon.call.CallTracker;
import org.obzvon.call.CallWatch;
import org.obzvon.call.LineHealth;
import org.obzvon.contact.Attempt;
import org.obzvon.contact.ContactChannel;
import org.obzvon.contact.ContactOutcome.Failed;
import org.obzvon.contact.ContactOutcome.Fault;
import org.obzvon.contact.ContactOutcome.Refusal;
import org.obzvon.contact.ContactOutcome.Undeliverable;
import org.obzvon.contact.ContactOutcome;
import org.obzvon.contact.LeaseTerm;
import org.obzvon.contact.OpenAttempts;
import org.obzvon.contact.OutcomeSink.Report;
import org.obzvon.contact.OutcomeSink.Trace;
import org.obzvon.document.SafeText;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Places robot calls through one Asterisk. Exchanges are separate instances: one that is down or slow does not affect
/// another.
///
/// `submit` waits only for Asterisk's receipt, on its caller's thread: at the most a second, the heart-beat and twice
/// the answer time of [ExchangeSettings.Waits]. The [CallTracker] reports what becomes of the call.
///
/// It asks Asterisk whether it is there before it asks for the call. A request that waits in a stalled connection rings
/// the debtor when the connection comes to life again, and may do so after a payment.
public final class AmiCallChannel implements ContactChannel, LineHealth, AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(AmiCallChannel.class);
  /// The most events that may wait: those of some thousand calls, five a call.
  private static final int INBOX = 20_000;
  /// How long a stopping service waits for the exchange to end the calls that it hangs up.
  private static final Duration LAST_HANGUPS = Duration.ofSeconds(2);
  private static final Duration BETWEEN_HANGUPS = Duration.ofMillis(100);
  private static final Duration ROUND = Duration.ofMillis(500);
  private static final Duration LEFT_OVER = Duration.ofSeconds(5);
  private static final Duration CLEARING = Duration.ofSeconds(20);
  private static final Duration LAST_ROUND = Duration.ofSeconds(2);
  private static final Duration LAST_EVENTS = Duration.ofSeconds(5);
  /// How long a call waits for the exchange to answer whether it is there. A healthy one answers within milliseconds.
  private static final Duration THERE_WITHIN = Duration.ofSeconds(1);
  private static final AmiSession.Receipt LEASE_IS_OVER = new AmiSession.Receipt.NotSent(
      "this process stood still until its lease had run out");

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
  private final BackgroundLoop following;
  private final List<BackgroundLoop> rounds;

  /// @param tokens makes the token by which each call proves itself when its conversation begins
  public AmiCallChannel(
      ExchangeSettings settings, CallTracker tracker, OpenAttempts openAttempts, CallTokens tokens,
      InstantSource clock) {
    this.settings = settings;
    this.tracker = tracker;
    this.clock = clock;
    this.originates = new Originates(settings.dialling(), tokens);
    this.unanswered = new UnansweredOrders(System::nanoTime);
    ExchangeClock exchangeClock = new ExchangeClock(settings.name(), clock);
    this.mapping = new AmiEvents(exchangeClock);
    this.trunk = TrunkEvents.of(settings.dialling());
    this.connection = new AmiConnection(settings, exchangeClock, this::heard, () -> compare.set(true));
    this.watch = new CallWatch(settings.name(), tracker, openAttempts, new AmiExchange(connection), clock);
    this.following = new BackgroundLoop(
        Thread.ofPlatform().daemon().name("events-" + settings.name()),
        LoopIntervals.every(Duration.ZERO).drainingWithin(LAST_EVENTS), this::passEventOn);
    this.rounds = List.of(
        repeating("rounds", ROUND, this::round), repeating("left-over", LEFT_OVER, watch::followLeftOver),
        repeating("kept", CLEARING, watch::clearKept));
  }

  /// Follows the calls of an earlier run and begins to connect; returns at once. It must be called before anything is
  /// submitted.
  public void start() {
    watch.resume();
    following.start();
    rounds.forEach(BackgroundLoop::start);
    connection.start();
  }

  private BackgroundLoop repeating(String name, Duration every, Runnable step) {
    return new BackgroundLoop(
        Thread.ofPlatform().daemon().name(name + "-" + settings.name()),
        LoopIntervals.every(every).firstAfter(every).endingWithin(LAST_ROUND), Round.of(step));
  }

  /// Returns whether the exchange is followed.
  public boolean isAlive() {
    return connection.isAlive() && following.isAlive() && rounds.stream().allMatch(BackgroundLoop::isAlive);
  }

  /// Waits for the first login. Returns false when it did not come in time; the tries go on.
  public boolean awaitConnected(Duration atMost) throws InterruptedException {
    return connection.awaitConnected(atMost);
  }

  @Override
  public Submission submit(Attempt attempt) {
    return submit(attempt, () -> true);
  }

  @Override
  public Submission submit(Attempt attempt, LeaseTerm lease) {
    return submit(attempt, lease::holds);
  }

  /// Places the call of an attempt.
  ///
  /// @param ours asked as the last step before the exchange is asked to call
  private Submission submit(Attempt attempt, BooleanSupplier ours) {
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
    AmiSession.Receipt receipt = connection.session()
        .map(session -> send(session, attempt.id(), action.get(), ours))
        .orElseGet(() -> new AmiSession.Receipt.NotSent("the exchange is not connected"));
    return switch (receipt) {
      case AmiSession.Receipt.Taken() -> {
        unanswered.answered(attempt.id());
        yield new Submission.Accepted(attempt.id().toString());
      }
      case AmiSession.Receipt.Declined(String why) -> {
        unanswered.answered(attempt.id());
        tracker.watcher().ended(
            settings.name(),
            new Report(attempt.id(), new Failed(Fault.EXCHANGE), Optional.empty(), clock.instant(), Trace.NONE));
        yield nothingPlaced(attempt, why);
      }
      case AmiSession.Receipt.NotSent(String why) -> {
        unanswered.notSent(attempt.id());
        yield nothingPlaced(attempt, why);
      }
      case AmiSession.Receipt.Unanswered(String why) -> {
        unanswered.givenUp(attempt.id());
        compare.set(true);
        yield new Submission.Unknown(why);
      }
    };
  }

  private AmiSession.Receipt send(AmiSession session, UUID attempt, OriginateAction action, BooleanSupplier ours) {
    if (!session.answersWithin(THERE_WITHIN)) {
      unanswered.silent();
      return new AmiSession.Receipt.NotSent("the exchange did not answer whether it is there");
    }
    unanswered.answered();
    if (!ours.getAsBoolean()) {
      return LEASE_IS_OVER;
    }
    unanswered.sent(attempt);
    return session.send(action);
  }

  private Submission nothingPlaced(Attempt attempt, String why) {
    if (!tracker.withdrawn(attempt.id())) {
      return new Submission.Unknown("it was refused, yet something was heard of it");
    }
    LOG.warn("Exchange {} did not take attempt {}: {}", settings.name(), attempt.id(),
        SafeText.line(why));
    return refused(new Failed(Fault.EXCHANGE));
  }

  private static Submission refused(ContactOutcome outcome) {
    return new Submission.Refused(outcome);
  }

  /// Returns whether calls can be placed now: the exchange is connected and answers.
  public boolean takesCalls() {
    return connection.session().isPresent() && !unanswered.stalled();
  }

  @Override
  public State state() {
    return new State(
        settings.name(), connection.session().isPresent(), tracker.open(settings.name()).size(), lastEventAt.get(),
        connection.clock().ahead());
  }

  /// Receives an event. It runs on the library's only thread and must not wait.
  private void heard(ManagerEvent event) {
    if (event instanceof FullyBootedEvent booted && booted.getUptime() != null && booted.getUptime() >= 0) {
      unanswered.runsFor(Duration.ofSeconds(booted.getUptime()));
    }
    trunk.of(event).ifPresent(news -> tracker.watcher().trunk(settings.name(), news.up(), news.about()));
    mapping.of(event).ifPresent(ours -> {
      lastEventAt.set(Optional.of(clock.instant()));
      inbox.put(ours);
    });
  }

  private Next passEventOn() throws InterruptedException {
    Optional<CallEvent> next = inbox.take(ROUND.toMillis());
    next.ifPresent(this::guarded);
    return next.isPresent() ? Next.AT_ONCE : Next.LATER;
  }

  private void follow(CallEvent event) {
    tracker.heard(event);
    if (event instanceof CallEvent.Placed placed) {
      watch.placed(placed.attempt());
    }
  }

  private void round() {
    tracker.watcher().connected(settings.name(), takesCalls());
    if (inbox.lostAny()) {
      LOG.warn("Exchange {}: events were lost, the open calls are compared with it", settings.name());
      compare.set(true);
    }
    unanswered.dead(tracker.open(settings.name())).forEach(tracker::diedUnplaced);
    // The flag is cleared before asking, so that a login during the question asks again.
    if (compare.getAndSet(false) && !watch.reconcile()) {
      compare.set(true);
    }
    watch.round();
  }

  /// Follows an event and logs its fault. One call that cannot be reported must not hide the faults of others.
  private void guarded(CallEvent event) {
    try {
      follow(event);
    } catch (RuntimeException | LinkageError | StackOverflowError e) {
      LOG.error("Exchange {}: a step of following its calls failed", settings.name(), e);
    }
  }

  /// Stops following. Waits at most five seconds for events that were received already; conversations that have ended
  /// are reported and their calls hung up, other calls stay open in the ledger and are followed again by the next
  /// start.
  @Override
  public void close() {
    hangUpSpokenOut();
    connection.close();
    BackgroundLoop.close(rounds);
    following.close();
    tracker.flush(settings.name());
  }

  /// Hangs up the calls whose conversation is over and waits for their ends.
  private void hangUpSpokenOut() {
    long until = System.nanoTime() + LAST_HANGUPS.toNanos();
    try {
      while (watch.hangUpSpokenOut() && System.nanoTime() < until) {
        TimeUnit.MILLISECONDS.sleep(BETWEEN_HANGUPS.toMillis());
      }
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }
}
