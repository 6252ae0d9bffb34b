package org.obzvon.comparison;

import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import org.obzvon.campaign.Campaign;
import org.obzvon.campaign.Campaigns;
import org.obzvon.document.BadInput;
import org.obzvon.register.IdGenerator;
import org.obzvon.register.Language;
import org.obzvon.register.Progress;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Shows the stored report of a campaign and makes a new one in the background. A report that is ready within
/// [#PATIENCE] is shown in the answer to the request that began it.
public final class BackgroundReports {
  private static final Logger LOG = LoggerFactory.getLogger(BackgroundReports.class);
  private static final Duration PATIENCE = Duration.ofSeconds(1);
  /// How often a run notes that it is alive; much less than [StoredReports#LONGEST_SILENCE].
  private static final Duration HEARTBEAT = Duration.ofSeconds(1);

  private final Campaigns campaigns;
  private final CampaignReports reports;
  private final StoredReports stored;
  private final Writer writer;
  private final Node node;
  private final Map<UUID, CompletableFuture<Void>> here = new ConcurrentHashMap<>();

  /// Writes a report as it is stored.
  public record Writer(Function<Report, Map<Language, String>> pages, Function<Report, String> json) {}

  public record Node(String name, InstantSource clock) {}

  /// What the page of a campaign shows.
  ///
  /// @param page the newest report; empty before the first
  /// @param state of the run that makes the next one
  public record Shown(Optional<StoredReports.Page> page, Optional<StoredReports.State> state) {
    public static final Shown NOTHING = new Shown(Optional.empty(), Optional.empty());

    /// Returns how far the run is. Without a page and a state, the run of another node has just ended or died.
    public Optional<StoredReports.Reached> running() {
      return switch (state.orElse(null)) {
        case StoredReports.State.Running running -> Optional.of(running.reached());
        case StoredReports.State.Failed _ -> Optional.empty();
        case null -> page.isPresent() ? Optional.empty() : Optional.of(new StoredReports.Reached(0, 0));
      };
    }

    /// Returns why the last run failed.
    public Optional<String> failure() {
      return state.isPresent() && state.get() instanceof StoredReports.State.Failed failed
          ? Optional.of(failed.why())
          : Optional.empty();
    }
  }

  public BackgroundReports(
      Campaigns campaigns, CampaignReports reports, StoredReports stored, Writer writer, Node node) {
    this.campaigns = campaigns;
    this.reports = reports;
    this.stored = stored;
    this.writer = writer;
    this.node = node;
  }

  /// Returns the stored report. Without one it begins to make it, unless the last attempt failed.
  ///
  /// @throws BadInput when there is no such campaign, or nobody is enrolled in it yet
  public Shown show(CampaignReports.Request request, Language language) {
    UUID campaign = campaign(request).id();
    Shown shown = shown(campaign, language);
    if (shown.page.isPresent() || shown.state.isPresent() && !here.containsKey(campaign)) {
      return shown;
    }
    begin(campaign, request).ifPresent(BackgroundReports::await);
    return shown(campaign, language);
  }

  /// Begins to make a new report, unless a run is alive.
  ///
  /// @throws BadInput when there is no such campaign, or nobody is enrolled in it yet
  public void renew(CampaignReports.Request request) {
    UUID campaign = campaign(request).id();
    begin(campaign, request).ifPresent(BackgroundReports::await);
  }

  private Campaign campaign(CampaignReports.Request request) {
    return campaigns.find(request.campaign())
        .orElseThrow(() -> BadInput.of("--campaign", ComparisonFault.NO_CAMPAIGN.with(request.campaign())));
  }

  private Shown shown(UUID campaign, Language language) {
    return new Shown(stored.page(campaign, language), stored.state(campaign, node.clock.instant()));
  }

  /// Returns the run of this node; empty if another node's run is alive.
  private Optional<CompletableFuture<Void>> begin(UUID campaign, CampaignReports.Request request) {
    StoredReports.Run run = new StoredReports.Run(IdGenerator.next(), campaign, node.name);
    if (!stored.begin(run, node.clock.instant())) {
      return Optional.ofNullable(here.get(campaign));
    }
    CompletableFuture<Void> done = new CompletableFuture<>();
    here.put(campaign, done);
    Thread.ofPlatform().daemon().name("report " + request.campaign()).start(() -> make(run, request, done));
    return Optional.of(done);
  }

  /// Waits a moment for a run.
  private static void await(CompletableFuture<Void> run) {
    try {
      run.get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
    } catch (TimeoutException _) {
      // The page shows how far the run is.
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    } catch (ExecutionException e) {
      if (e.getCause() instanceof BadInput bad) {
        throw bad;
      }
      LOG.debug("the state of the run says why it failed", e);
    }
  }

  private void make(StoredReports.Run run, CampaignReports.Request request, CompletableFuture<Void> done) {
    long start = System.nanoTime();
    Counter counter = new Counter();
    CountDownLatch ended = new CountDownLatch(1);
    Thread.ofVirtual().name("heartbeat").start(() -> beat(run, counter, ended));
    try {
      Report report = reports.make(request, counter);
      stored.finish(run, new StoredReports.Finished(
          node.clock.instant(), report.campaign().flatMap(one -> one.accounts().facts().freshTo()),
          writer.pages.apply(report), writer.json.apply(report)));
      LOG.info("report of campaign {}: made in {} s", request.campaign(), seconds(start));
      here.remove(run.campaign(), done);
      done.complete(null);
    } catch (BadInput bad) {
      end(run, bad.getMessage(), start);
      here.remove(run.campaign(), done);
      done.completeExceptionally(bad);
    } catch (RuntimeException | Error e) {
      LOG.error("report of campaign {}: not made; the page says so and offers to try again", request.campaign(), e);
      stored.fail(run, String.valueOf(e.getMessage()), node.clock.instant());
      here.remove(run.campaign(), done);
      done.completeExceptionally(e);
    } finally {
      ended.countDown();
    }
  }

  /// Ends a run that was refused. If it was quick, a request waits for the refusal and the next one may try again;
  /// otherwise the state keeps it.
  private void end(StoredReports.Run run, String why, long start) {
    if (System.nanoTime() - start < PATIENCE.toNanos()) {
      stored.abandon(run);
    } else {
      stored.fail(run, why, node.clock.instant());
    }
  }

  private static long seconds(long start) {
    return Duration.ofNanos(System.nanoTime() - start).toSeconds();
  }

  private void beat(StoredReports.Run run, Counter counter, CountDownLatch ended) {
    try {
      while (!ended.await(HEARTBEAT.toMillis(), TimeUnit.MILLISECONDS)) {
        try {
          stored.alive(run, counter.reached(), node.clock.instant());
        } catch (RuntimeException e) {
          LOG.warn("report: progress not stored; the next try follows in a second", e);
        }
      }
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }

  private static final class Counter implements Progress {
    private final AtomicInteger read = new AtomicInteger();
    private volatile int expected;

    @Override
    public void stage(String name, long steps) {
      expected = Math.toIntExact(steps);
    }

    @Override
    public void advance(long by) {
      read.addAndGet(Math.toIntExact(by));
    }

    StoredReports.Reached reached() {
      return new StoredReports.Reached(read.get(), expected);
    }
  }
}
