package org.obzvon.app;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.obzvon.campaign.Campaign;
import org.obzvon.campaign.RetryRules;
import org.obzvon.config.Settings;
import org.obzvon.contact.ContactOutcome;
import org.obzvon.contact.Ledger.Closed;
import org.obzvon.contact.OutcomeSink;
import org.obzvon.queue.Dispatcher;
import org.obzvon.queue.LeaseUpkeep;
import org.obzvon.queue.Lines;
import org.obzvon.queue.DeadNumberAlarm;
import org.obzvon.queue.OutcomeRecorder;
import org.obzvon.queue.StandstillAlarm;

/// The path from the queue to the lines and back, assembled in the same way for the service and for the rehearsal.
public final class Engine implements AutoCloseable {
  private final Adapters adapters;
  private volatile Map<UUID, RetryRules> retryRules = Map.of();
  private final OutcomeRecorder recorder;
  private final ExecutorService submitting;
  private final Dispatcher.Node node;
  private final Lines lines;
  private final Dispatcher dispatcher;
  private final StandstillAlarm standstill;
  private final DeadNumberAlarm numbers;

  /// @param lines makes the lines once the sink for their reports exists
  public Engine(Adapters adapters, Settings settings, Function<OutcomeSink, Lines> lines,
      Consumer<List<Closed>> listener) {
    this.adapters = adapters;
    this.recorder = new OutcomeRecorder(
        adapters.ledger(),
        adapters.stops(),
        contact -> retryRules(contact.campaign()),
        adapters.clock(),
        listener);
    this.submitting = Executors.newThreadPerTaskExecutor(Thread.ofVirtual().name("submit-", 0).factory());
    this.node = new Dispatcher.Node(settings.node(), settings.rhythm().lease(), adapters.clock(), submitting);
    this.lines = lines.apply(recorder);
    this.standstill = new StandstillAlarm(adapters.leases());
    this.numbers = new DeadNumberAlarm(adapters.lineDoubts(), this.lines.names(), adapters.releases());
    this.dispatcher = new Dispatcher(adapters.queue(), adapters.ledger(), adapters.policy(), this.lines, recorder,
        node);
  }

  /// Ends the attempts that an earlier run of this node left on lines that are no longer configured: no node follows
  /// them, and their households would be blocked for ever.
  void endStrayAttempts() {
    for (UUID attempt : adapters.leases().strays(node.name(), lines.names())) {
      recorder.refused(attempt, new ContactOutcome.Lost());
    }
  }

  /// Returns the retry rules of the last round: a changed definition takes effect with the next round.
  private Optional<RetryRules> retryRules(UUID campaign) {
    RetryRules known = retryRules.get(campaign);
    return known != null
        ? Optional.of(known)
        : adapters.campaigns().find(campaign).map(found -> found.definition().rules().retry());
  }

  public Dispatcher dispatcher() {
    return dispatcher;
  }

  StandstillAlarm standstill() {
    return standstill;
  }

  DeadNumberAlarm numbers() {
    return numbers;
  }

  LeaseUpkeep upkeep() {
    return new LeaseUpkeep(adapters.leases(), adapters.ledger(), recorder, standstill, numbers, node);
  }

  public OutcomeRecorder recorder() {
    return recorder;
  }

  public List<Campaign> campaigns() {
    List<Campaign> all = adapters.campaigns().all();
    retryRules = all.stream()
        .collect(Collectors.toMap(Campaign::id, campaign -> campaign.definition().rules().retry()));
    return all;
  }

  /// Waits for submissions that are under way, so that what they place is seen among the running calls. When
  /// interrupted, it interrupts them: contacts that are still being prepared then are not placed.
  public void awaitSubmissions() {
    submitting.close();
  }

  /// Stores the reported results.
  @Override
  public void close() {
    awaitSubmissions();
    recorder.close();
  }
}
