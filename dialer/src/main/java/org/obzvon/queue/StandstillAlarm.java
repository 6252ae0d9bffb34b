package org.obzvon.queue;

import java.time.Duration;
import java.time.Instant;
import java.util.EnumMap;
import java.util.Map;
import java.util.Set;
import org.obzvon.contact.Channel;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Notices channels on which nothing moves although contacts are due, and logs once when this begins and once when it
/// ends.
public final class StandstillAlarm {
  private static final Logger LOG = LoggerFactory.getLogger(StandstillAlarm.class);
  /// This is longer than any pause between two rounds while contacts are due.
  private static final Duration LONGEST_PAUSE = Duration.ofMinutes(1);

  private final Leases leases;
  private final Map<Channel, Instant> since = new EnumMap<>(Channel.class);

  public StandstillAlarm(Leases leases) {
    this.leases = leases;
  }

  void look(Instant now) {
    Set<Channel> standing = leases.standingStill(now.minus(LONGEST_PAUSE));
    for (Channel channel : Channel.values()) {
      note(channel, standing.contains(channel), now);
    }
  }

  private synchronized void note(Channel channel, boolean stands, Instant now) {
    if (!stands) {
      Instant began = since.remove(channel);
      if (began != null) {
        LOG.info("contacts by {} are placed again after {} s", channel, Duration.between(began, now).toSeconds());
      }
    } else if (since.putIfAbsent(channel, now.minus(LONGEST_PAUSE)) == null) {
      LOG.error(
          "contacts by {} are due, but none has been placed for {} s and no call goes on; look whether its lines are"
              + " connected, held by attempts without an end, or wait for receipts",
          channel, LONGEST_PAUSE.toSeconds());
    }
  }

  /// Returns the channels that stand still now, and since when.
  public synchronized Map<Channel, Instant> channels() {
    return Map.copyOf(since);
  }
}
