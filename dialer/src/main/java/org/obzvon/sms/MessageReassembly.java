package org.obzvon.sms;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Keeps the parts of long incoming messages and passes on each message that can be joined.
public final class MessageReassembly {
  private static final Logger LOG = LoggerFactory.getLogger(MessageReassembly.class);
  private static final int MOST_A_ROUND = 100;
  /// A message centre sends a part again when our acknowledgement was lost.
  private static final Duration REPEATED_WITHIN = Duration.ofDays(1);

  private final WaitingParts parts;
  private final Duration wait;
  private final Consumer<Incoming> whole;
  private final InstantSource clock;

  /// @param parts stores parts of incomplete messages
  /// @param wait how long they wait for a missing part
  /// @param whole stores a joined message before it returns
  public MessageReassembly(WaitingParts parts, Duration wait, Consumer<Incoming> whole, InstantSource clock) {
    this.parts = parts;
    this.wait = wait;
    this.whole = whole;
    this.clock = clock;
  }

  /// Takes one part of a message. The last missing part completes the message, which is then handled.
  public void received(IncomingPart part) {
    parts.add(part).ifPresent(this::join);
  }

  /// Handles messages that waited too long for their missing parts, and messages that a crash kept from being joined.
  public void joinOverdue() {
    Instant now = clock.instant();
    List<WaitingParts.Waiting> overdue = parts.overdue(now.minus(wait), MOST_A_ROUND);
    overdue.forEach(this::join);
    parts.forget(now.minus(REPEATED_WITHIN));
    if (!overdue.isEmpty()) {
      LOG.warn("{} messages were read without all of their parts, which did not come within {}", overdue.size(), wait);
    }
  }

  private void join(WaitingParts.Waiting waiting) {
    whole.accept(JoinedParts.message(waiting));
    parts.joined(waiting.id(), clock.instant());
  }
}
