package org.obzvon.call.fastagi;

import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.SocketChannel;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import io.netty.handler.codec.LineBasedFrameDecoder;
import io.netty.handler.codec.string.StringDecoder;
import io.netty.util.concurrent.Future;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.obzvon.call.Attendants;
import org.obzvon.call.Conversations;
import org.obzvon.call.DialogueSink;
import org.obzvon.call.Speech;
import org.obzvon.call.StopWish;
import org.obzvon.call.TextRequest;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Listens for Asterisk's FastAGI connections, `agi://host:port/ivr`, and leads a conversation over each. The
/// channel's unique id is the attempt; the first argument is what answering machine detection found.
public final class FastAgiServer implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(FastAgiServer.class);
  private static final int LONGEST_LINE = 4096;
  private static final int BACKLOG = 256;
  private static final Duration LAST_WORDS = Duration.ofSeconds(5);

  /// @param port 0 takes any free one, see [#port]
  /// @param mostSessions conversations at the same time; a call over it is hung up
  /// @param replyTimeout for a reply of the exchange, the time a sound plays aside
  /// @param longestSession after which a connection is cut, whatever the script still wants
  /// @param stopWithin how long [#close] lets running conversations go on
  public record Settings(
      String host, int port, int mostSessions, Duration replyTimeout, Duration longestSession, Duration stopWithin) {}

  /// Those who hear of a conversation while it goes on.
  public record Listeners(DialogueSink dialogues, StopWish wishes, TextRequest texts, Attendants attendants) {}

  record Parts(Conversations conversations, Speech speech, Listeners listeners, InstantSource clock) {}

  /// The attempts that are being talked to: one conversation each.
  static final class Attempts {
    private final Set<UUID> running = ConcurrentHashMap.newKeySet();

    boolean begin(UUID attempt) {
      return running.add(attempt);
    }

    void end(UUID attempt) {
      running.remove(attempt);
    }
  }

  private final Settings settings;
  private final Parts parts;
  private final Attempts running = new Attempts();
  private final Semaphore free;
  private final Semaphore refusals;
  private final Set<AgiConnection> connections = ConcurrentHashMap.newKeySet();
  private EventLoopGroup boss;
  private EventLoopGroup workers;
  private Channel listening;

  public FastAgiServer(
      Settings settings, Conversations conversations, Speech speech, Listeners listeners, InstantSource clock) {
    this.settings = settings;
    this.parts = new Parts(conversations, speech, listeners, clock);
    this.free = new Semaphore(settings.mostSessions());
    this.refusals = new Semaphore(settings.mostSessions());
  }

  /// @throws IllegalStateException when the port cannot be had
  public void start() {
    boss = new MultiThreadIoEventLoopGroup(1, NioIoHandler.newFactory());
    workers = new MultiThreadIoEventLoopGroup(2, NioIoHandler.newFactory());
    var bound =
        new ServerBootstrap()
            .group(boss, workers)
            .channel(NioServerSocketChannel.class)
            .option(ChannelOption.SO_BACKLOG, BACKLOG)
            .childOption(ChannelOption.TCP_NODELAY, true)
            .childOption(ChannelOption.SO_KEEPALIVE, true)
            .childHandler(
                new ChannelInitializer<SocketChannel>() {
                  @Override
                  protected void initChannel(SocketChannel channel) {
                    accept(channel);
                  }
                })
            .bind(settings.host(), settings.port())
            .awaitUninterruptibly();
    if (!bound.isSuccess()) {
      stopThreads();
      throw new IllegalStateException(
          "FastAGI cannot listen on " + settings.host() + ":" + settings.port(), bound.cause());
    }
    listening = bound.channel();
    LOG.info("FastAGI listens on {}", listening.localAddress());
  }

  /// The port it listens on.
  public int port() {
    return ((InetSocketAddress) listening.localAddress()).getPort();
  }

  public int sessions() {
    return settings.mostSessions() - free.availablePermits();
  }

  /// Takes no more calls, lets those that run go on for [Settings#stopWithin], then cuts them; every conversation
  /// has told its end when this returns, unless the sink itself hangs for seconds.
  @Override
  public void close() {
    if (listening == null) {
      return;
    }
    listening.close().awaitUninterruptibly();
    if (!idleWithin(settings.stopWithin())) {
      LOG.warn("{} conversations are cut because the service stops", sessions());
      connections.forEach(AgiConnection::closeByUs);
      if (!idleWithin(LAST_WORDS)) {
        LOG.error("{} conversations did not end in time", sessions());
      }
    }
    stopThreads();
    listening = null;
  }

  private boolean idleWithin(Duration time) {
    try {
      boolean idle = free.tryAcquire(settings.mostSessions(), time.toMillis(), TimeUnit.MILLISECONDS);
      if (idle) {
        free.release(settings.mostSessions());
      }
      return idle;
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  private void stopThreads() {
    Future<?> bossStopped = boss.shutdownGracefully(0, 2, TimeUnit.SECONDS);
    Future<?> workersStopped = workers.shutdownGracefully(0, 2, TimeUnit.SECONDS);
    bossStopped.awaitUninterruptibly();
    workersStopped.awaitUninterruptibly();
  }

  // --- a connection

  private void accept(SocketChannel channel) {
    AgiConnection connection = new AgiConnection(settings.replyTimeout());
    boolean talks = free.tryAcquire();
    if (!talks && !refusals.tryAcquire()) {
      LOG.error("more connections than can even be refused; closed");
      channel.close();
      return;
    }
    channel.pipeline().addLast(
        new LineBasedFrameDecoder(LONGEST_LINE), new StringDecoder(StandardCharsets.UTF_8), connection);
    connections.add(connection);
    Thread.ofVirtual().name("agi").start(() -> run(connection, talks));
  }

  private void run(AgiConnection connection, boolean talks) {
    var cut = workers.schedule(connection::closeByUs, settings.longestSession().toMillis(), TimeUnit.MILLISECONDS);
    try {
      if (talks) {
        new AgiSession(connection, parts, running).run();
      } else {
        refuse(connection);
      }
    } catch (RuntimeException e) {
      LOG.error("a conversation failed", e);
    } finally {
      cut.cancel(false);
      connections.remove(connection);
      (talks ? free : refusals).release();
    }
  }

  /// Reads the request first: a connection closed over unread lines is reset, and the command would be lost.
  private void refuse(AgiConnection connection) {
    LOG.warn("more than {} conversations at once; a call was hung up", settings.mostSessions());
    try {
      connection.request();
      connection.write("HANGUP");
    } catch (AgiGone e) {
      LOG.info("a refused connection ended: {}", e.getMessage());
    } finally {
      connection.close();
    }
  }
}
