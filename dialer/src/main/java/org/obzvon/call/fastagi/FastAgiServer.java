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
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.obzvon.call.OperatorTransfer;
import org.obzvon.call.CallTokens;
import org.obzvon.call.ConversationBuilder;
import org.obzvon.call.DialogueSink;
import org.obzvon.call.OptOutListener;
import org.obzvon.call.Speech;
import org.obzvon.call.RequestedTextSender;
import org.obzvon.document.LogLimit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Listens for Asterisk's FastAGI connections, `agi://host:port/ivr`, and leads a conversation over each. The channel's
/// unique id is the attempt; the first argument is what answering machine detection found, the second the token of the
/// call, the third the key that was pressed meanwhile.
///
/// The protocol has no password. Addresses that are not allowed are refused, a call without its token gets no session,
/// and a connection holds no session before it has shown a token.
public final class FastAgiServer implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(FastAgiServer.class);
  private static final int LONGEST_LINE = 4096;
  private static final int BACKLOG = 256;
  private static final Duration LAST_WORDS = Duration.ofSeconds(5);
  private static final Duration LONGEST_INTRODUCTION = Duration.ofSeconds(10);
  private static final int MOST_INTRODUCTIONS = 1_000;
  private static final int MOST_STRANGERS = 100;
  private static final Duration BETWEEN_LINES = Duration.ofMinutes(1);

  /// The limits of the server.
  ///
  /// @param port 0 takes any free one, see [#port]
  /// @param mostSessions conversations at the same time; a call beyond them is hung up
  /// @param replyTimeout limit for a reply of the exchange, not counting the time a sound plays
  /// @param longestSession time after which a connection is cut, whatever the script still wants
  /// @param stopWithin how long [#close] lets running conversations go on
  public record Settings(
      String host, int port, int mostSessions, Duration replyTimeout, Duration longestSession, Duration stopWithin) {}

  /// Decides which connections are accepted.
  ///
  /// @param peers the addresses from which calls are led
  /// @param tokens checks the token that each call must bring
  public record Access(AllowedPeers peers, CallTokens tokens) {}

  /// The receivers of what happens in a conversation while it goes on.
  public record Listeners(DialogueSink dialogues, OptOutListener wishes, RequestedTextSender texts,
      OperatorTransfer attendants) {}

  /// The attempts that have a running conversation: at most one each.
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
  private final ConversationBuilder conversations;
  private final Speech speech;
  private final Listeners listeners;
  private final InstantSource clock;
  private final Attempts running = new Attempts();
  private final Semaphore free;
  private final Access access;
  private final UnidentifiedConnections introductions = new UnidentifiedConnections(MOST_INTRODUCTIONS);
  private final Semaphore strangers = new Semaphore(MOST_STRANGERS);
  private final LogLimit strangerLines = new LogLimit(BETWEEN_LINES);
  private final LogLimit refusalLines = new LogLimit(BETWEEN_LINES);
  private final Set<AgiConnection> connections = ConcurrentHashMap.newKeySet();
  private EventLoopGroup boss;
  private EventLoopGroup workers;
  private Channel listening;

  public FastAgiServer(
      Settings settings, Access access, ConversationBuilder conversations, Speech speech, Listeners listeners,
      InstantSource clock) {
    this.settings = settings;
    this.access = access;
    this.conversations = conversations;
    this.speech = speech;
    this.listeners = listeners;
    this.clock = clock;
    this.free = new Semaphore(settings.mostSessions());
  }

  /// Starts to listen.
  ///
  /// @throws IllegalStateException when the port cannot be opened
  public void start() {
    access.peers().lookUp();
    boss = new MultiThreadIoEventLoopGroup(1, NioIoHandler.newFactory());
    workers = new MultiThreadIoEventLoopGroup(2, NioIoHandler.newFactory());
    var bound = new ServerBootstrap()
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
    LOG.info("FastAGI listens on {} for {}", listening.localAddress(), access.peers());
  }

  /// Returns the port it listens on.
  public int port() {
    return ((InetSocketAddress) listening.localAddress()).getPort();
  }

  public int sessions() {
    return settings.mostSessions() - free.availablePermits();
  }

  /// Takes no more calls, lets those that run go on for [Settings#stopWithin], then cuts them; every conversation has
  /// reported its end when this returns, unless the sink itself hangs for seconds.
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
    introductions.all().forEach(AgiConnection::closeByUs);
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
    if (!access.peers().admits(channel.remoteAddress().getAddress())) {
      refuseStranger(channel);
      return;
    }
    AgiConnection connection = new AgiConnection(settings.replyTimeout(), new AgiConnection.Listener() {
      @Override
      public void introduced(AgiConnection introduced) {
        introductions.remove(introduced);
        connections.add(introduced);
        Thread.ofVirtual().name("agi").start(() -> meet(introduced));
      }

      @Override
      public void gone(AgiConnection gone) {
        introductions.remove(gone);
        refusalLines.write(more -> LOG.info("a FastAGI connection ended before it told its call{}", more));
      }
    });
    channel.pipeline().addLast(
        new LineBasedFrameDecoder(LONGEST_LINE), new StringDecoder(StandardCharsets.UTF_8), connection);
    connection.mustIntroduceItselfWithin(shorter(LONGEST_INTRODUCTION, settings.replyTimeout()));
    introductions.add(connection).ifPresent(AgiConnection::closeByUs);
  }

  private static Duration shorter(Duration one, Duration other) {
    return one.compareTo(other) < 0 ? one : other;
  }

  private void refuseStranger(SocketChannel channel) {
    access.peers().lookAgain();
    strangerLines.write(more -> LOG.warn(
        "FastAGI refused a connection from {}: not among the allowed addresses ({}); if it is an exchange of yours, name it"
            + " under 'agi: from'{}",
        channel.remoteAddress().getAddress().getHostAddress(), access.peers(), more));
    if (strangers.tryAcquire()) {
      channel.closeFuture().addListener(_ -> strangers.release());
      channel.pipeline().addLast(new DisallowedPeerHandler());
    } else {
      channel.close();
    }
  }

  private void meet(AgiConnection connection) {
    try {
      AgiRequest request = connection.request();
      Optional<UUID> attempt = request.attempt();
      if (attempt.isEmpty() || !access.tokens().proves(attempt.get(), request.token())) {
        refuseUnproven(connection, request);
      } else if (!free.tryAcquire()) {
        LOG.warn("more than {} conversations at once; the call of attempt {} was hung up, raise 'agi: sessions'",
            settings.mostSessions(), attempt.get());
        connection.write(AgiVoice.NOBODY_LEADS);
      } else {
        lead(connection, attempt.get(), request);
      }
    } catch (AgiGone e) {
      refusalLines.write(more -> LOG.info("a FastAGI connection ended before it told its call: {}{}", e.getMessage(),
          more));
    } catch (RuntimeException e) {
      LOG.error("a conversation failed", e);
    } finally {
      connections.remove(connection);
      connection.close();
    }
  }

  private void lead(AgiConnection connection, UUID attempt, AgiRequest request) {
    var cut = workers.schedule(connection::closeByUs, settings.longestSession().toMillis(), TimeUnit.MILLISECONDS);
    try {
      new AgiSession(connection, conversations, speech, listeners, running, clock).run(attempt, request.answer(),
          request.early());
    } finally {
      cut.cancel(false);
      free.release();
    }
  }

  private void refuseUnproven(AgiConnection connection, AgiRequest request) {
    String call = request.attempt().map(attempt -> "attempt " + attempt).orElse("a call without an attempt");
    refusalLines.write(more -> LOG.warn(
        "FastAGI refused {}: {}{}", call,
        request.token().isEmpty()
            ? "it brought no token; copy deploy/asterisk/extensions_obzvon.conf to the exchange again and reload its dialplan"
            : "its token is not that of this call",
        more));
    connection.write(AgiVoice.NOBODY_LEADS);
  }
}
