package org.obzvon.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.obzvon.call.CallBounds;
import org.obzvon.call.CallSurroundings;
import org.obzvon.call.CallTokens;
import org.obzvon.call.CallTracker;
import org.obzvon.call.ami.AmiCallChannel;
import org.obzvon.call.ami.ExchangeSettings;
import org.obzvon.call.ami.RealLine;
import org.obzvon.call.ami.TinyAgi;
import org.obzvon.contact.Attempt;
import org.obzvon.contact.ContactChannel.Submission;
import org.obzvon.contact.ContactOutcome;
import org.obzvon.contact.OpenAttempts;
import org.obzvon.contact.OutcomeSink;
import org.obzvon.document.Secret;

/// Measures calls a second through the channel and the tracker, beside the bare loop in the same minute.
@Tag("bench")
@ExtendWith(RealLine.class)
class AmiRateBench {
  private static final Duration RAMP = Duration.ofSeconds(3);
  private static final Duration MEASURED = Duration.ofSeconds(15);

  @ParameterizedTest
  @ValueSource(ints = {100, 300})
  void calls_through_the_channel_are_counted_beside_the_bare_loop(int inFlight) throws Exception {
    BareAmiLoop.Rate bare = new BareAmiLoop(RealLine.properties(), inFlight).run(MEASURED);
    System.out.println("bare AMI loop,  " + bare);
    try (Line line = new Line(inFlight)) {
      double ours = line.run();
      System.out.printf("channel + AGI,  %d in flight: %.0f calls/s, %.2f of the bare loop; %d lost, %d refused%n",
          inFlight, ours, ours / bare.callsPerSecond(), line.lost.get(), line.refused.get());
      assertThat(line.reported.get()).isEqualTo(line.accepted.get());
      assertThat(line.lost).hasValue(0);
    }
    assertThat(bare.calls()).isPositive();
  }

  /// Circulates permits: it takes one before a call, and the call's report gives it back.
  private static final class Line implements OutcomeSink, OpenAttempts, AutoCloseable {
    final AtomicInteger accepted = new AtomicInteger();
    final AtomicInteger refused = new AtomicInteger();
    final AtomicInteger reported = new AtomicInteger();
    final AtomicInteger lost = new AtomicInteger();
    private final int inFlight;
    private final Semaphore permits;
    private final TinyAgi agi;
    private final AmiCallChannel channel;

    Line(int inFlight) throws IOException, InterruptedException {
      this.inFlight = inFlight;
      permits = new Semaphore(inFlight);
      CallTracker tracker = new CallTracker(this, this, Clock.systemUTC(), CallBounds.USUAL);
      agi = new TinyAgi(tracker, 20_000, Clock.systemUTC());
      channel = new AmiCallChannel(settings(agi.url()), tracker, this, CallTokens.ofThisProcess(), Clock.systemUTC());
      channel.start();
      assertThat(channel.awaitConnected(Duration.ofSeconds(20))).isTrue();
    }

    double run() throws InterruptedException {
      pump(RAMP);
      int before = reported.get();
      long start = System.nanoTime();
      pump(MEASURED);
      double rate = (reported.get() - before) / ((System.nanoTime() - start) / 1e9);
      assertThat(permits.tryAcquire(inFlight, 60, TimeUnit.SECONDS)).isTrue();
      return rate;
    }

    private void pump(Duration time) throws InterruptedException {
      long until = System.nanoTime() + time.toNanos();
      while (System.nanoTime() < until) {
        if (permits.tryAcquire(100, TimeUnit.MILLISECONDS)) {
          String number = "+37360%06d".formatted(accepted.get() % 1_000_000);
          Attempt attempt = CallSurroundings.attempt("main", number, "37322000000", Duration.ofSeconds(20));
          Thread.ofVirtual().start(() -> place(attempt));
        }
      }
    }

    private void place(Attempt attempt) {
      if (channel.submit(attempt) instanceof Submission.Refused) {
        refused.incrementAndGet();
        permits.release();
      } else {
        accepted.incrementAndGet();
      }
    }

    @Override
    public void report(Report report) {
      reported.incrementAndGet();
      if (report.outcome() instanceof ContactOutcome.Lost) {
        lost.incrementAndGet();
      }
      permits.release();
    }

    @Override
    public Optional<Attempt> findClosedToo(UUID attempt) {
      return find(attempt);
    }

    @Override
    public Set<UUID> closed(Set<UUID> attempts) {
      return Set.of();
    }

    @Override
    public boolean isWanted(UUID attempt) {
      return find(attempt).isPresent();
    }

    @Override
    public Optional<Attempt> find(UUID attempt) {
      return Optional.empty();
    }

    @Override
    public List<Attempt> takeOver(String line, int limit) {
      return List.of();
    }

    @Override
    public List<Attempt> onLine(String line, Instant writtenBefore, int limit) {
      return List.of();
    }

    @Override
    public void close() throws IOException {
      channel.close();
      agi.close();
    }

    private static ExchangeSettings settings(String agiUrl) {
      Properties rig = RealLine.properties();
      return new ExchangeSettings(
          "main",
          new ExchangeSettings.Access(
              rig.getProperty("ami.host"), Integer.parseInt(rig.getProperty("ami.port")),
              rig.getProperty("ami.user"), new Secret(rig.getProperty("ami.secret"))),
          new ExchangeSettings.Dialling(
              rig.getProperty("channel.template"), rig.getProperty("context"), agiUrl, List.of("373"), true),
          ExchangeSettings.Waits.USUAL);
    }
  }
}
