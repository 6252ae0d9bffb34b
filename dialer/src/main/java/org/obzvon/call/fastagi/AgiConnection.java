package org.obzvon.call.fastagi;

import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.SimpleChannelInboundHandler;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import org.obzvon.call.fastagi.AgiGone.Why;
import org.obzvon.document.SafeText;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// One connection from the exchange: commands go out and replies come in, one at a time; a hang-up is noticed
/// separately. The network thread hands lines over; the session's own thread waits for them.
///
/// A hang-up shows as `200 result=-1` to the command in progress, then the line `HANGUP`, then `511` to most commands:
/// https://docs.asterisk.org describes the line; the order was seen on Asterisk 22.
final class AgiConnection extends SimpleChannelInboundHandler<String> {
  /// How much of the other side's text an error quotes.
  static final int LONGEST_QUOTED = 80;

  private static final Logger LOG = LoggerFactory.getLogger(AgiConnection.class);
  private static final int MOST_REQUEST_LINES = 100;
  private static final int MOST_EXPLANATION_LINES = 50;
  /// The most lines that may wait. A well-behaved exchange has one reply under way; more lines than this are no
  /// conversation.
  private static final int MOST_WAITING_LINES = 256;
  private static final Line.Closed CLOSED = new Line.Closed();

  /// Receives the events of a connection on the network thread.
  interface Listener {
    /// Reports that the request is complete, or longer than any valid one.
    void introduced(AgiConnection connection);

    /// Reports that the connection ended before its request was complete.
    void gone(AgiConnection connection);
  }

  private sealed interface Line {
    record Text(String text) implements Line {}

    record Closed() implements Line {}
  }

  private final BlockingQueue<Line> lines = new ArrayBlockingQueue<>(MOST_WAITING_LINES);
  private final Duration replyTimeout;
  private final Listener listener;
  private volatile Channel channel;
  private volatile boolean hungUp;
  private boolean flooded;
  /// The lines of the request. They are handed over together, so that the session's thread wakes once and not for each
  /// of them.
  private final List<Line> introduction = new ArrayList<>();
  private boolean introduced;
  private volatile boolean closedByUs;
  /// Set when no reply came in time: nothing more is asked over this connection.
  private boolean broken;

  AgiConnection(Duration replyTimeout, Listener listener) {
    this.replyTimeout = replyTimeout;
    this.listener = listener;
  }

  // --- the network thread

  @Override
  public void handlerAdded(ChannelHandlerContext context) {
    channel = context.channel();
  }

  @Override
  protected void channelRead0(ChannelHandlerContext context, String line) {
    if (line.equals("HANGUP")) {
      hungUp = true;
    } else if (!introduced && introduction.size() < MOST_REQUEST_LINES) {
      introduction.add(new Line.Text(line));
      if (line.isEmpty() || introduction.size() == MOST_REQUEST_LINES) {
        introduced = true;
        lines.addAll(introduction); // this fits: the queue holds more lines than a request
        listener.introduced(this);
      }
    } else if (!flooded && !lines.offer(new Line.Text(line))) {
      flooded = true;
      LOG.warn("the exchange at {} floods its connection with lines; closed", context.channel().remoteAddress());
      context.close();
    }
  }

  @Override
  public void channelInactive(ChannelHandlerContext context) {
    if (!introduced) {
      listener.gone(this);
    }
    if (!lines.offer(CLOSED)) {
      lines.clear();
      lines.add(CLOSED);
    }
  }

  @Override
  public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
    LOG.debug("connection of the exchange at {} broke: {}", context.channel().remoteAddress(),
        SafeText.marked(String.valueOf(cause.getMessage()), LONGEST_QUOTED));
    context.close();
  }

  // --- the session's thread

  AgiRequest request() throws AgiGone {
    Map<String, String> found = new HashMap<>();
    for (int i = 0; i < MOST_REQUEST_LINES; i++) {
      String line = line(replyTimeout);
      if (line.isEmpty()) {
        return AgiRequest.of(found);
      }
      int colon = line.indexOf(':');
      if (colon < 1 || !line.startsWith("agi_")) {
        throw new AgiGone(Why.EXCHANGE, "no AGI request but '" + SafeText.marked(line, LONGEST_QUOTED) + "'");
      }
      found.put(line.substring(0, colon), line.substring(colon + 1).strip());
    }
    throw new AgiGone(Why.EXCHANGE, "a request of more than " + MOST_REQUEST_LINES + " lines");
  }

  /// Sends a command and waits for its reply, `more` longer than a reply may take in itself.
  AgiReply command(String command, Duration more) throws AgiGone {
    if (hungUp) {
      throw new AgiGone(Why.HUNG_UP, "the debtor hung up");
    }
    AgiReply reply = reply(command, more);
    if (reply.code() == AgiReply.DEAD_CHANNEL) {
      throw new AgiGone(Why.HUNG_UP, "the channel is dead");
    }
    if (reply.code() != AgiReply.DONE) {
      throw new AgiGone(Why.EXCHANGE, "the exchange refused a command with " + reply.code());
    }
    return reply;
  }

  /// Sends a command that the exchange may refuse, also after a hang-up.
  void tell(String command) throws AgiGone {
    if (broken) {
      throw new AgiGone(Why.CUT, "the connection is broken");
    }
    reply(command, Duration.ZERO);
  }

  private AgiReply reply(String command, Duration more) throws AgiGone {
    write(command);
    String line = line(replyTimeout.plus(more));
    for (int i = 0; AgiReply.opensExplanation(line); i++) {
      if (i == MOST_EXPLANATION_LINES) {
        throw new AgiGone(Why.EXCHANGE, "an explanation without an end");
      }
      String next = line(replyTimeout);
      line = next.startsWith("520 ") ? next : line;
    }
    String last = line;
    return AgiReply.parse(last)
        .orElseThrow(
            () -> new AgiGone(Why.EXCHANGE, "no reply but '" + SafeText.marked(last, LONGEST_QUOTED) + "'"));
  }

  /// Closes the connection, on its own thread, if the request is not complete within the time.
  void mustIntroduceItselfWithin(Duration time) {
    var cut = channel.eventLoop().schedule(() -> {
      if (!introduced) {
        channel.close();
      }
    }, time.toMillis(), TimeUnit.MILLISECONDS);
    channel.closeFuture().addListener(_ -> cut.cancel(false));
  }

  boolean isHungUp() {
    return hungUp;
  }

  /// Sends a command without waiting for its reply.
  void write(String command) {
    channel.writeAndFlush(Unpooled.copiedBuffer(command + "\n", StandardCharsets.UTF_8));
  }

  void closeByUs() {
    closedByUs = true;
    channel.close();
  }

  /// Closes the connection after everything written has left.
  void close() {
    channel.writeAndFlush(Unpooled.EMPTY_BUFFER).addListener(_ -> channel.close());
  }

  /// Returns why the connection is closed. Asterisk sends `HANGUP` before it closes the connection of a channel that
  /// was hung up.
  private AgiGone closed() {
    if (closedByUs) {
      return new AgiGone(Why.CLOSED_BY_US, "we closed the connection");
    }
    return hungUp
        ? new AgiGone(Why.HUNG_UP, "the debtor hung up")
        : new AgiGone(Why.CUT, "the connection ended without a hang-up");
  }

  private String line(Duration timeout) throws AgiGone {
    try {
      return switch (lines.poll(timeout.toMillis(), TimeUnit.MILLISECONDS)) {
        case null -> {
          broken = true;
          throw new AgiGone(Why.CUT, "no reply within " + timeout.toSeconds() + " s");
        }
        case Line.Text(String text) -> text;
        case Line.Closed _ -> {
          lines.add(CLOSED); // the next read finds it closed too
          throw closed();
        }
      };
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AgiGone(Why.CLOSED_BY_US, "interrupted: " + e.getMessage());
    }
  }
}
