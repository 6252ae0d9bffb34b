package org.obzvon.rehearsal.exchange;

import io.netty.bootstrap.Bootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.channel.socket.nio.NioSocketChannel;
import io.netty.handler.codec.LineBasedFrameDecoder;
import io.netty.handler.codec.string.StringDecoder;
import io.netty.handler.codec.string.StringEncoder;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.obzvon.rehearsal.Listener;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The exchange's side of one FastAGI session: connects to the server, sends the data of the call, answers its
/// commands, reports the hang-up and closes. It runs on the event loop of its call.
final class AgiLink extends SimpleChannelInboundHandler<String> {
  private static final Logger LOG = LoggerFactory.getLogger(AgiLink.class);
  /// A session with more commands than this is a loop.
  private static final int MOST_COMMANDS = 2_000;
  private static final int LONGEST_LINE = 8_192;
  private static final int CONNECT_MILLIS = 3_000;
  /// How long a server may go on sending commands to a dead channel.
  private static final int LINGER_SECONDS = 10;
  private static final Pattern ADDRESS = Pattern
      .compile("agi://(127\\.0\\.0\\.1|localhost|\\[::1])(?::(\\d{1,5}))?(/[\\w./?=&-]*)?");
  private static final int USUAL_PORT = 4573;

  private final Call call;
  private final AgiAnswers answers;
  private final String amdStatus;
  private Optional<Channel> channel = Optional.empty();
  private int commands;
  private boolean told;

  AgiLink(Call call, Listener listener, String amdStatus) {
    this.call = call;
    this.answers = new AgiAnswers(call, listener);
    this.amdStatus = amdStatus;
  }

  /// Connects to loopback only: a rehearsal talks to no outside host.
  void connect() {
    String address = call.variables().getOrDefault("OBZVON_AGI", "");
    Matcher parts = ADDRESS.matcher(address);
    int port = parts.matches() ? Optional.ofNullable(parts.group(2)).map(Integer::parseInt).orElse(USUAL_PORT) : 0;
    if (port < 1 || port > 65_535) {
      LOG.warn("call {}: OBZVON_AGI names no FastAGI server on loopback; the call ends", call.id());
      call.conversationEnded();
      return;
    }
    new Bootstrap()
        .group(call.loop())
        .channel(NioSocketChannel.class)
        .option(ChannelOption.CONNECT_TIMEOUT_MILLIS, CONNECT_MILLIS)
        .option(ChannelOption.TCP_NODELAY, true)
        .handler(new ChannelInitializer<Channel>() {
          @Override
          protected void initChannel(Channel opened) {
            opened.pipeline()
                .addLast(new LineBasedFrameDecoder(LONGEST_LINE, true, true))
                .addLast(new StringDecoder(StandardCharsets.UTF_8))
                .addLast(new StringEncoder(StandardCharsets.UTF_8))
                .addLast(AgiLink.this);
          }
        })
        .connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port))
        .addListener(done -> {
          if (!done.isSuccess()) {
            LOG.warn("call {}: no FastAGI server at port {}; the call ends", call.id(), port);
            call.conversationEnded();
          }
        });
  }

  boolean debtorLeft() {
    return answers.isDead();
  }

  /// Ends the call from our side; the server is notified as of any hang-up.
  void hangUp() {
    answers.die();
    channel.ifPresent(this::tellDeath);
  }

  @Override
  public void channelActive(ChannelHandlerContext context) {
    channel = Optional.of(context.channel());
    context.writeAndFlush(environment());
    if (answers.isDead()) {
      tellDeath(context.channel());
    }
  }

  @Override
  protected void channelRead0(ChannelHandlerContext context, String line) {
    if (++commands > MOST_COMMANDS) {
      LOG.warn("call {}: more than {} AGI commands; the call ends", call.id(), MOST_COMMANDS);
      context.close();
      return;
    }
    context.writeAndFlush(answers.to(AgiCommand.of(line)) + "\n");
    if (answers.isDead()) {
      tellDeath(context.channel());
    }
  }

  /// Sends the HANGUP line outside any answer, as Asterisk does; afterwards the server should disconnect.
  private void tellDeath(Channel to) {
    if (told) {
      return;
    }
    told = true;
    to.writeAndFlush("HANGUP\n");
    var linger = call.loop().schedule(() -> to.close(), LINGER_SECONDS, TimeUnit.SECONDS);
    to.closeFuture().addListener(_ -> linger.cancel(false));
  }

  @Override
  public void channelInactive(ChannelHandlerContext context) {
    call.conversationEnded();
  }

  @Override
  public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
    LOG.warn("call {}: the FastAGI connection broke", call.id(), cause);
    context.close();
  }

  private String environment() {
    CallRequest request = call.request();
    String address = request.variables().getOrDefault("OBZVON_AGI", "");
    String path = URI.create(address).getPath();
    String script = path.isEmpty() ? "" : path.substring(1);
    StringBuilder lines = new StringBuilder();
    line(lines, "network", "yes");
    line(lines, "network_script", script);
    line(lines, "request", address);
    line(lines, "channel", call.channelName());
    line(lines, "language", "en");
    line(lines, "type", "PJSIP");
    line(lines, "uniqueid", call.id());
    line(lines, "version", SimulatedExchange.VERSION);
    line(lines, "callerid", request.asked().callerId());
    line(lines, "calleridname", "unknown");
    line(lines, "callingpres", "0");
    line(lines, "callingani2", "0");
    line(lines, "callington", "0");
    line(lines, "callingtns", "0");
    line(lines, "dnid", "unknown");
    line(lines, "rdnis", "unknown");
    line(lines, "context", request.asked().context());
    line(lines, "extension", request.asked().exten());
    line(lines, "priority", "1");
    line(lines, "enhanced", "0.0");
    line(lines, "accountcode", "");
    line(lines, "threadid", "0");
    line(lines, "arg_1", amdStatus);
    line(lines, "arg_2", request.variables().getOrDefault("OBZVON_TOKEN", ""));
    return lines.append('\n').toString();
  }

  private static void line(StringBuilder lines, String name, String value) {
    lines.append("agi_").append(name).append(": ").append(value).append('\n');
  }
}
