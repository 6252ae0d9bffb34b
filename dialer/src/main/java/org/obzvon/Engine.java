package org.obzvon;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Consumer;
import java.util.function.Function;
import org.obzvon.campaign.Campaign;
import org.obzvon.campaign.RetryRules;
import org.obzvon.contact.Ledger.Closed;
import org.obzvon.contact.OutcomeSink;
import org.obzvon.queue.Dispatcher;
import org.obzvon.queue.Line;
import org.obzvon.queue.Lines;
import org.obzvon.queue.OutcomeRecorder;
import org.obzvon.queue.StopsOfOutcomes;
import org.obzvon.queue.Upkeep;

/// The way from the queue to the lines and back, put together for the service and for the rehearsal alike.
final class Engine implements AutoCloseable {
  private final Adapters adapters;
  private final Map<UUID, RetryRules> retryRules = new ConcurrentHashMap<>();
  private final OutcomeRecorder recorder;
  private final ExecutorService submitting;
  private final Dispatcher.Node node;
  private final Lines lines;
  private final Dispatcher dispatcher;

  /// @param lines made once the sink that their reports go to is there
  Engine(Adapters adapters, Settings settings, Function<OutcomeSink, List<Line>> lines, Consumer<List<Closed>> listener) {
    this.adapters = adapters;
    this.recorder =
        new OutcomeRecorder(
            adapters.ledger(),
            new StopsOfOutcomes(adapters.openAttempts(), adapters.suppressions()),
            contact -> retryRules(contact.campaign()),
            adapters.clock(),
            listener);
    this.submitting = Executors.newThreadPerTaskExecutor(Thread.ofVirtual().name("submit-", 0).factory());
    this.node = new Dispatcher.Node(settings.node(), settings.rhythm().lease(), adapters.clock(), submitting);
    this.lines = new Lines(lines.apply(recorder));
    this.dispatcher =
        new Dispatcher(adapters.queue(), adapters.ledger(), adapters.policy(), this.lines, recorder, node);
  }

  /// A campaign's definition never changes.
  private Optional<RetryRules> retryRules(UUID campaign) {
    return Optional.ofNullable(
        retryRules.computeIfAbsent(
            campaign,
            id -> adapters.campaigns().find(id).map(found -> found.definition().rules().retry()).orElse(null)));
  }

  Dispatcher dispatcher() {
    return dispatcher;
  }

  Upkeep upkeep() {
    return new Upkeep(adapters.queue(), recorder, node);
  }

  OutcomeRecorder recorder() {
    return recorder;
  }

  List<Campaign> campaigns() {
    return adapters.campaigns().all();
  }

  /// Lets submissions that are under way end, so that what they place is seen among the running calls.
  void awaitSubmissions() {
    submitting.close();
  }

  /// Stores what was told.
  @Override
  public void close() {
    awaitSubmissions();
    recorder.close();
  }

  Optional<Line> line(String name) {
    return lines.named(name);
  }
}
