package org.obzvon.queue;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.obzvon.contact.StepReplanning;
import org.obzvon.policy.DeadNumberDoubts;
import org.obzvon.policy.DeadNumberDoubts.Count;
import org.obzvon.policy.DeadNumberDoubts.Doubt;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Notices lines that report far more dead numbers than usual: a wrong dial plan, a missing route, or numbers in a form
/// that the carrier does not take. This is an alarm about the line, not a fact about debtors, so no number is marked
/// from what the line reports meanwhile. Logs when the alarm begins and when it ends.
public final class DeadNumberAlarm {
  private static final Logger LOG = LoggerFactory.getLogger(DeadNumberAlarm.class);
  static final Duration WINDOW = Duration.ofHours(1);
  private static final Duration USUAL_OVER = Duration.ofDays(7);
  private static final Duration BETWEEN_LOOKS = Duration.ofMinutes(1);
  private static final Duration USUAL_GOOD_FOR = Duration.ofHours(1);
  /// Fewer dead numbers may be chance.
  static final int LEAST_DEAD = 10;
  /// With fewer tries in a week the usual share is not known.
  private static final int LEAST_USUAL_TRIES = 50;
  /// Registers contain up to about a tenth of dead numbers: a share below the first value is never an alarm, one above
  /// the second always is. Without a known usual share, half of the numbers is too much.
  private static final double LEAST_SHARE = 0.25;
  private static final double MOST_SHARE = 0.9;
  private static final double SHARE_OF_A_NEW_LINE = 0.5;
  private static final double FAR_ABOVE = 3;

  private final DeadNumberDoubts doubts;
  private final Set<String> lines;
  private final StepReplanning releases;
  private final Map<String, Double> bounds = new HashMap<>();
  private Instant boundsUntil = Instant.MIN;
  private Instant nextLook = Instant.MIN;
  private volatile List<Doubt> open = List.of();

  /// @param lines the lines of this process
  public DeadNumberAlarm(DeadNumberDoubts doubts, Set<String> lines) {
    this(doubts, lines, StepReplanning.NONE);
  }

  /// @param lines the lines of this process
  /// @param releases plans contacts again that ended because a doubted line reported their numbers dead
  public DeadNumberAlarm(DeadNumberDoubts doubts, Set<String> lines, StepReplanning releases) {
    this.doubts = doubts;
    this.lines = Set.copyOf(lines);
    this.releases = releases;
  }

  /// Checks the lines. It may be called often: it looks at most once a minute.
  synchronized void look(Instant now) {
    if (now.isBefore(nextLook)) {
      return;
    }
    nextLook = now.plus(BETWEEN_LOOKS);
    Instant from = now.minus(WINDOW);
    if (!now.isBefore(boundsUntil)) {
      learn(from);
      boundsUntil = now.plus(USUAL_GOOD_FOR);
    }
    Map<String, Count> counts = doubts.counts(lines, from, now.plusMillis(1));
    lines.forEach(line -> judge(line, counts.getOrDefault(line, Count.NONE), now));
    open = doubts.open();
  }

  private void learn(Instant before) {
    Map<String, Count> usual = doubts.counts(lines, before.minus(USUAL_OVER), before);
    lines.forEach(line -> bounds.put(line, bound(usual.getOrDefault(line, Count.NONE))));
  }

  private static double bound(Count usual) {
    return usual.tries() < LEAST_USUAL_TRIES
        ? SHARE_OF_A_NEW_LINE
        : Math.clamp(FAR_ABOVE * usual.share(), LEAST_SHARE, MOST_SHARE);
  }

  private void judge(String line, Count count, Instant now) {
    if (count.dead() >= LEAST_DEAD && count.share() >= bounds.get(line)) {
      if (doubts.keep(new Doubt(line, count.first().orElse(now), count))) {
        LOG.error(
            "line {}: {} of {} numbers within {} minutes do not exist or take no calls, by what the network says; far more"
                + " than usual, so no number counts as dead by it. Look at its dialplan, its number format and its carrier",
            line, count.dead(), count.tries(), WINDOW.toMinutes());
        release(line, count.first().orElse(now));
      }
      return;
    }
    Optional<Instant> since = doubts.open().stream().filter(doubt -> doubt.line().equals(line)).map(Doubt::since)
        .findFirst();
    if (since.isPresent() && doubts.end(line, now)) {
      LOG.info("line {}: its share of numbers that do not exist is usual again", line);
      release(line, since.get());
    }
  }

  /// Releases the contacts once when the doubt begins, because another line may take them, and once when it ends;
  /// releasing them in between would call each of them over and over.
  private void release(String line, Instant since) {
    int released = releases.ofDeadNumbers(line, since);
    if (released > 0) {
      LOG.info("line {}: {} contacts that ended because it called their numbers dead are planned again", line,
          released);
    }
  }

  /// Returns the lines that are doubted now, over all nodes.
  public List<Doubt> open() {
    return open;
  }
}
