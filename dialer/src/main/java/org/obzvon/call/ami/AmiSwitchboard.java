package org.obzvon.call.ami;

import java.time.Duration;
import java.time.InstantSource;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.asteriskjava.manager.action.ManagerAction;
import org.asteriskjava.manager.action.QueueStatusAction;
import org.asteriskjava.manager.event.CoreShowChannelEvent;
import org.asteriskjava.manager.event.CoreShowChannelsCompleteEvent;
import org.asteriskjava.manager.event.ManagerEvent;
import org.asteriskjava.manager.event.QueueEntryEvent;
import org.asteriskjava.manager.event.QueueMemberEvent;
import org.asteriskjava.manager.event.ResponseEvent;
import org.obzvon.background.BackgroundLoop.Next;
import org.obzvon.background.BackgroundLoop;
import org.obzvon.background.LoopIntervals;
import org.obzvon.call.QueueEvent;
import org.obzvon.call.Switchboard;
import org.obzvon.document.SafeText;
import org.obzvon.register.Language;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The queues of one Asterisk and the telephones of its operators. It has its own connection and its own account, so
/// that hundreds of robot calls do not delay the event that triggers an operator's screen pop.
public final class AmiSwitchboard implements Switchboard, AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(AmiSwitchboard.class);
  private static final int INBOX = 20_000;
  private static final Duration ROUND = Duration.ofMillis(200);
  private static final Duration LAST_ROUND = Duration.ofSeconds(2);

  private final ExchangeSettings settings;
  private final QueueEvents mapping;
  private final AmiConnection connection;
  private final EventInbox<QueueEvent> inbox = new EventInbox<>(INBOX);
  private final AtomicBoolean compare = new AtomicBoolean();
  private volatile Optional<BackgroundLoop> following = Optional.empty();

  /// @param settings the settings with the account `obzvon-desk` of `manager_obzvon.conf`
  public AmiSwitchboard(ExchangeSettings settings, InstantSource clock) {
    this.settings = settings;
    ExchangeClock exchangeClock = new ExchangeClock(settings.name() + " (desk)", clock);
    this.mapping = new QueueEvents(exchangeClock);
    this.connection = new AmiConnection(settings, exchangeClock, this::heard, () -> compare.set(true));
  }

  @Override
  public String exchange() {
    return settings.name();
  }

  @Override
  public boolean connected() {
    return connection.session().isPresent();
  }

  @Override
  public void follow(Consumer<QueueEvent> events, Runnable connected) {
    BackgroundLoop loop = new BackgroundLoop(
        Thread.ofPlatform().daemon().name("desk-" + settings.name()),
        LoopIntervals.every(Duration.ZERO).endingWithin(LAST_ROUND), () -> passEventOn(events, connected));
    following = Optional.of(loop);
    loop.start();
    connection.start();
  }

  /// Returns whether the exchange is followed.
  public boolean isAlive() {
    return connection.isAlive() && following.map(BackgroundLoop::isAlive).orElse(false);
  }

  /// Waits for the first login. Returns false when it did not come in time; the tries go on.
  public boolean awaitConnected(Duration atMost) throws InterruptedException {
    return connection.awaitConnected(atMost);
  }

  @Override
  public Receipt give(Order order) {
    Receipt receipt = send(OrderActions.of(order));
    return !receipt.done() && order instanceof Order.Seat seat ? send(OrderActions.again(seat)) : receipt;
  }

  /// Sends all actions and returns the receipt of the first one that was not taken.
  private Receipt send(List<ManagerAction> actions) {
    List<Receipt> receipts = actions.stream().map(this::send).toList();
    return receipts.stream().filter(receipt -> !receipt.done()).findFirst().orElse(Receipt.DONE);
  }

  private Receipt send(ManagerAction action) {
    AmiSession.Receipt receipt = connection.session()
        .map(session -> session.send(action))
        .orElseGet(() -> new AmiSession.Receipt.NotSent("the exchange is not connected"));
    return switch (receipt) {
      case AmiSession.Receipt.Taken() -> Receipt.DONE;
      case AmiSession.Receipt.Declined(var why) -> new Receipt(false, plain(why));
      case AmiSession.Receipt.NotSent(var why) -> new Receipt(false, plain(why));
      case AmiSession.Receipt.Unanswered(var why) -> new Receipt(false, plain(why));
    };
  }

  /// Returns the other side's text, on one line and short.
  private static String plain(String told) {
    return SafeText.line(SafeText.cut(told, 200));
  }

  @Override
  public Optional<Present> present() {
    Optional<AmiSession> session = connection.session();
    Optional<Collection<ResponseEvent>> channels = session.flatMap(AmiSession::channels);
    Optional<Collection<ResponseEvent>> entries = session.flatMap(open -> open.list(new QueueStatusAction()));
    return channels.isPresent() && entries.isPresent() ? read(channels.get(), entries.get()) : Optional.empty();
  }

  /// Reads the two lists. A list that is shorter than Asterisk says it is would end calls that are alive: it counts as
  /// no answer.
  private static Optional<Present> read(Collection<ResponseEvent> channels, Collection<ResponseEvent> entries) {
    Set<UUID> debtors = new HashSet<>();
    Set<String> legs = new HashSet<>();
    int listed = 0;
    int told = -1;
    for (ResponseEvent event : channels) {
      switch (event) {
        case CoreShowChannelEvent channel -> {
          listed++;
          AmiEvents.attempt(channel.getUniqueid()).ifPresentOrElse(debtors::add, () -> legs.add(channel.getUniqueid()));
        }
        case CoreShowChannelsCompleteEvent end -> told = Optional.ofNullable(end.getListitems()).orElse(-1);
        case null, default -> LOG.debug("An unexpected event in the list of channels");
      }
    }
    Set<UUID> waiting = new HashSet<>();
    Map<String, Set<String>> queues = new HashMap<>();
    for (ResponseEvent event : entries) {
      switch (event) {
        case QueueEntryEvent entry when QueueNames.isOurs(entry.getQueue()) ->
            AmiEvents.attempt(entry.getUniqueId()).ifPresent(waiting::add);
        case QueueMemberEvent member when QueueNames.isOurs(member.getQueue()) -> endpoint(member)
            .ifPresent(endpoint -> queues.computeIfAbsent(endpoint, _ -> new HashSet<>()).add(member.getQueue()));
        case null, default -> LOG.trace("The rest of the queue's state is not asked for");
      }
    }
    Set<String> everywhere = queues.keySet().stream()
        .filter(endpoint -> queues.get(endpoint).size() == Language.values().length)
        .collect(Collectors.toSet());
    return listed == told
        ? Optional.of(new Present(waiting, debtors, legs, queues.keySet(), everywhere))
        : Optional.empty();
  }

  /// Receives an event. It runs on the library's only thread and must not wait.
  private void heard(ManagerEvent event) {
    mapping.of(event).ifPresent(inbox::put);
  }

  private Next passEventOn(Consumer<QueueEvent> events, Runnable connected) throws InterruptedException {
    if (inbox.lostAny()) {
      LOG.warn("Exchange {}: events of the queue were lost, it is asked what is there", settings.name());
      compare.set(true);
    }
    if (compare.getAndSet(false)) {
      guarded(connected);
    }
    inbox.take(ROUND.toMillis()).ifPresent(event -> guarded(() -> events.accept(event)));
    return Next.AT_ONCE;
  }

  /// Runs a step and logs its fault. One event that cannot be followed must not end the following of all others.
  private void guarded(Runnable step) {
    try {
      step.run();
    } catch (RuntimeException | LinkageError | StackOverflowError e) {
      LOG.error("Exchange {}: a step of following its queue failed", settings.name(), e);
    }
  }

  /// Returns the member's endpoint. The answer to QueueStatus still names it `Location`; other events say `Interface`.
  @SuppressWarnings("deprecation")
  private static Optional<String> endpoint(QueueMemberEvent member) {
    return Optional.ofNullable(member.getLocation());
  }

  @Override
  public void close() {
    connection.close();
    following.ifPresent(BackgroundLoop::close);
  }
}
