package org.obzvon.rehearsal.exchange;

import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.WriteBufferWaterMark;
import io.netty.channel.group.ChannelGroup;
import io.netty.channel.group.DefaultChannelGroup;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import io.netty.handler.codec.LineBasedFrameDecoder;
import io.netty.handler.codec.string.StringDecoder;
import io.netty.handler.codec.string.StringEncoder;
import io.netty.util.concurrent.GlobalEventExecutor;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.concurrent.TimeUnit;
import org.obzvon.rehearsal.Telephone;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// A telephone exchange without a telephone line. Clients use the manager interface (AMI) of Asterisk 22 on loopback; a
/// [Telephone] answers calls, and conversations are led over FastAGI on loopback, as the dial plan of
/// `deploy/asterisk/extensions_obzvon.conf` would. Every call takes milliseconds; its events carry the simulated time.
///
/// Results that come through it are simulated and must be shown as such.
public final class SimulatedExchange implements AutoCloseable {
  static final String PROTOCOL = "11.0.0";
  static final String GREETING = "Asterisk Call Manager/" + PROTOCOL;
  static final String VERSION = "22.10.1";

  private static final Logger LOG = LoggerFactory.getLogger(SimulatedExchange.class);
  private static final int THREADS = 2;
  private static final int LONGEST_LINE = 8_192;
  /// A session with more unread bytes than this is closed.
  private static final int MOST_UNREAD_BYTES = 16 * 1024 * 1024;
  private static final int CLOSE_SECONDS = 5;

  private final SharedExchangeState floor;
  private final EventLoopGroup loops;
  private final ChannelGroup sessions = new DefaultChannelGroup(GlobalEventExecutor.INSTANCE);
  private final Channel server;

  /// Starts listening.
  ///
  /// @param clock the exchange's time when a call is placed
  /// @throws IllegalStateException if the port is taken
  public SimulatedExchange(SimulatedExchangeSettings settings, Telephone telephone, InstantSource clock) {
    this.floor = new SharedExchangeState(settings, telephone, clock);
    this.loops = new MultiThreadIoEventLoopGroup(THREADS, NioIoHandler.newFactory());
    this.server = listen(settings.port());
  }

  private Channel listen(int port) {
    var bound = new ServerBootstrap()
        .group(loops)
        .channel(NioServerSocketChannel.class)
        .childOption(ChannelOption.TCP_NODELAY, true)
        .childOption(
            ChannelOption.WRITE_BUFFER_WATER_MARK,
            new WriteBufferWaterMark(MOST_UNREAD_BYTES / 2, MOST_UNREAD_BYTES))
        .childHandler(new ChannelInitializer<Channel>() {
          @Override
          protected void initChannel(Channel session) {
            enter(session);
          }
        })
        .bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port))
        .awaitUninterruptibly();
    if (!bound.isSuccess()) {
      loops.shutdownGracefully(0, CLOSE_SECONDS, TimeUnit.SECONDS);
      throw new IllegalStateException("the simulated exchange cannot listen on port " + port, bound.cause());
    }
    return bound.channel();
  }

  private void enter(Channel session) {
    if (sessions.size() >= floor.settings().limits().sessions()) {
      LOG.warn("more than {} manager sessions; one is turned away", floor.settings().limits().sessions());
      session.close();
      return;
    }
    sessions.add(session);
    session.pipeline()
        .addLast(new LineBasedFrameDecoder(LONGEST_LINE, true, true))
        .addLast(new StringDecoder(StandardCharsets.UTF_8))
        .addLast(new StringEncoder(StandardCharsets.UTF_8))
        .addLast(new SimulatedAmiSession(floor));
  }

  /// Returns the port for clients, on loopback.
  public int port() {
    return ((InetSocketAddress) server.localAddress()).getPort();
  }

  public int liveCalls() {
    return floor.calls().size();
  }

  /// Returns the number of calls placed since the start.
  public long placedCalls() {
    return floor.placed();
  }

  /// Drops every connection, as a crashed Asterisk would; the port stays open and calls in progress go on.
  public void dropSessions() {
    sessions.close().awaitUninterruptibly(CLOSE_SECONDS, TimeUnit.SECONDS);
  }

  @Override
  public void close() {
    server.close().awaitUninterruptibly(CLOSE_SECONDS, TimeUnit.SECONDS);
    dropSessions();
    loops.shutdownGracefully(0, CLOSE_SECONDS, TimeUnit.SECONDS).awaitUninterruptibly(CLOSE_SECONDS, TimeUnit.SECONDS);
  }
}
