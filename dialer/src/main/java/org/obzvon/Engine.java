package org.obzvon;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Consumer;
import java.util.function.Function;
import org.obzvon.campaign.Campaign;
import org.obzvon.campaign.RetryRules;
import org.obzvon.contact.ContactOutcome;
import org.obzvon.contact.Ledger.Closed;
import org.obzvon.contact.OutcomeSink;
import org.obzvon.queue.Dispatcher;
import org.obzvon.queue.Lines;
import org.obzvon.queue.NumberAlarm;
import org.obzvon.queue.OutcomeRecorder;
import org.obzvon.queue.Standstill;
import org.obzvon.queue.Upkeep;

/// The way from the queue to the lines and back, put together for the service and for the rehearsal alike.
final class Engine implements AutoCloseable {
  private final Adapters adapters;
  private volatile Map<UUID, RetryRules> retryRules = Map.of();
  private final OutcomeRecorder recorder;
  private final ExecutorService submitting;
  private final Dispatcher.Node node;
  private final Lines lines;
  private final Dispatcher dispatcher;
  private final Standstill standstill;
  private final NumberAlarm numbers;

  /// @param lines made once the sink that their reports go to is there
  Engine(Adapters adapters, Settings settings, Function<OutcomeSink, Lines> lines, Consumer<List<Closed>> listener) {
    this.adapters = adapters;
    this.recorder =
        new OutcomeRecorder(
            adapters.ledger(),
            adapters.stops(),
            contact -> retryRules(contact.campaign()),
            adapters.clock(),
            listener);
    this.submitting = Executors.newThreadPerTaskExecutor(Thread.ofVirtual().name("submit-", 0).factory());
    this.node = new Dispatcher.Node(settings.node(), settings.rhythm().lease(), adapters.clock(), submitting);
    this.lines = lines.apply(recorder);
    this.standstill = new Standstill(adapters.leases());
    this.numbers = new NumberAlarm(adapters.lineDoubts(), this.lines.names());
    this.dispatcher =
        new Dispatcher(adapters.queue(), adapters.ledger(), adapters.policy(), this.lines, recorder, node);
  }

  /// Ends the attempts that an earlier run of this node left on lines that are no longer configured: nobody follows
  /// them, and their households would be held for ever.
  void endStrayAttempts() {
    for (UUID attempt : adapters.leases().strays(node.name(), lines.names())) {
      recorder.refused(attempt, new ContactOutcome.Lost());
    }
  }

  /// As the last round saw the campaign: a changed definition counts from the next round on.
  private Optional<RetryRules> retryRules(UUID campaign) {
    RetryRules known = retryRules.get(campaign);
    return known != null
        ? Optional.of(known)
        : adapters.campaigns().find(campaign).map(found -> found.definition().rules().retry());
  }

  Dispatcher dispatcher() {
    return dispatcher;
  }

  Standstill standstill() {
    return standstill;
  }

  NumberAlarm numbers() {
    return numbers;
  }

  Upkeep upkeep() {
    return new Upkeep(adapters.leases(), adapters.ledger(), recorder, standstill, numbers, node);
  }

  OutcomeRecorder recorder() {
    return recorder;
  }

  List<Campaign> campaigns() {
    List<Campaign> all = adapters.campaigns().all();
    retryRules =
        all.stream().collect(Collectors.toMap(Campaign::id, campaign -> campaign.definition().rules().retry()));
    return all;
  }

  /// Lets submissions that are under way end, so that what they place is seen among the running calls. Interrupted, it
  /// interrupts them: what is still being prepared then is not placed.
  void awaitSubmissions() {
    submitting.close();
  }

  /// Stores what was told.
  @Override
  public void close() {
    awaitSubmissions();
    recorder.close();
  }
}
