package org.obzvon.rehearsal.exchange;

import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.SimpleChannelInboundHandler;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// One AMI client, from the greeting to the last line.
final class SimulatedAmiSession extends SimpleChannelInboundHandler<String> {
  private static final Logger LOG = LoggerFactory.getLogger(SimulatedAmiSession.class);
  private static final int MOST_LINES = 200;
  private static final SecureRandom RANDOM = new SecureRandom();

  private final SharedExchangeState floor;
  private final OperatorQueueActions hunting;
  private final List<String> lines = new ArrayList<>();
  private Optional<String> challenge = Optional.empty();
  private boolean loggedIn;

  SimulatedAmiSession(SharedExchangeState floor) {
    this.floor = floor;
    this.hunting = new OperatorQueueActions(floor);
  }

  @Override
  public void channelActive(ChannelHandlerContext context) {
    context.writeAndFlush(SimulatedExchange.GREETING + "\r\n");
  }

  @Override
  public void channelInactive(ChannelHandlerContext context) {
    floor.listens(context.channel(), false);
  }

  @Override
  public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
    LOG.warn("a manager session broke and is closed", cause);
    context.close();
  }

  @Override
  protected void channelRead0(ChannelHandlerContext context, String line) {
    if (!line.isEmpty()) {
      lines.add(line);
      if (lines.size() > MOST_LINES) {
        LOG.warn("a manager action of more than {} lines; the session is closed", MOST_LINES);
        context.close();
      }
      return;
    }
    if (!lines.isEmpty()) {
      AmiAction action = AmiAction.of(lines);
      lines.clear();
      act(context, action);
    }
  }

  private void act(ChannelHandlerContext context, AmiAction action) {
    switch (action.name()) {
      case "challenge" -> challenge(context, action);
      case "login" -> login(context, action);
      case "logoff" -> {
        floor.listens(context.channel(), false);
        AmiMessage goodbye = AmiMessage.response(action, "Goodbye", "Thanks for all the fish.");
        context.writeAndFlush(goodbye.wire()).addListener(ChannelFutureListener.CLOSE);
      }
      default -> {
        if (loggedIn) {
          known(context, action);
        } else {
          send(context, AmiMessage.error(action, "Permission denied"));
        }
      }
    }
  }

  private void known(ChannelHandlerContext context, AmiAction action) {
    switch (action.name()) {
      case "ping" -> send(context, AmiMessage.success(action, "")
          .with("Ping", "Pong")
          .with("Timestamp", CallEvents.timestamp(floor.clock().instant())));
      case "coresettings" -> send(context, AmiMessage.success(action, "")
          .with("AMIversion", SimulatedExchange.PROTOCOL)
          .with("AsteriskVersion", SimulatedExchange.VERSION)
          .with("SystemName", "rehearsal")
          .with("CoreMaxCalls", Integer.toString(floor.settings().limits().lines())));
      case "command" -> command(context, action);
      case "events" -> events(context, action);
      case "filter" -> send(context, AmiMessage.success(action, "Success"));
      case "coreshowchannels" -> showChannels(context, action);
      case "queuestatus" -> showQueue(context, action);
      case "originate" -> originate(context, action);
      case "hangup" -> hangup(context, action);
      default -> send(context, hunting.answer(action)
          .orElseGet(() -> AmiMessage.error(action, "Invalid/unknown command: "
              + action.name() + ". Use Action: ListCommands to show available commands.")));
    }
  }

  private void challenge(ChannelHandlerContext context, AmiAction action) {
    if (!action.first("AuthType").orElse("").equalsIgnoreCase("MD5")) {
      send(context, AmiMessage.error(action, "Must specify AuthType"));
      return;
    }
    String digits = Integer.toString(RANDOM.nextInt(100_000_000, 999_999_999));
    challenge = Optional.of(digits);
    send(context, AmiMessage.success(action, "").with("Challenge", digits));
  }

  private void login(ChannelHandlerContext context, AmiAction action) {
    if (!action.first("Username").orElse("").equals(floor.settings().login().user()) || !knowsSecret(action)) {
      context.writeAndFlush(AmiMessage.error(action, "Authentication failed").wire())
          .addListener(ChannelFutureListener.CLOSE);
      return;
    }
    loggedIn = true;
    send(context, AmiMessage.success(action, "Authentication accepted"));
    boolean wanted = !action.first("Events").orElse("on").equalsIgnoreCase("off");
    floor.listens(context.channel(), wanted);
    send(context, AmiMessage.event("FullyBooted", "system,all")
        .with("Status", "Fully Booted")
        .with("Uptime", "1")
        .with("LastReload", "1"));
  }

  private boolean knowsSecret(AmiAction action) {
    String secret = floor.settings().login().secret();
    Optional<String> key = action.first("Key");
    if (key.isEmpty()) {
      return equal(action.first("Secret").orElse(""), secret);
    }
    String given = key.get().toLowerCase(Locale.ROOT);
    boolean known = challenge.map(digits -> equal(given, md5(digits + secret))).orElse(false);
    challenge = Optional.empty();
    return known;
  }

  private static boolean equal(String given, String expected) {
    return MessageDigest.isEqual(given.getBytes(StandardCharsets.UTF_8), expected.getBytes(StandardCharsets.UTF_8));
  }

  /// Returns the MD5 digest, which the protocol prescribes.
  private static String md5(String text) {
    try {
      MessageDigest digest = MessageDigest.getInstance("MD5");
      return HexFormat.of().formatHex(digest.digest(text.getBytes(StandardCharsets.UTF_8)));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has MD5", e);
    }
  }

  private void command(ChannelHandlerContext context, AmiAction action) {
    if (action.first("Command").orElse("").startsWith("core show version")) {
      send(context, AmiMessage.success(action, "Command output follows")
          .with("Output", "Asterisk " + SimulatedExchange.VERSION + " (simulated by the rehearsal)"));
      return;
    }
    send(context, AmiMessage.error(action, "Command output follows")
        .with("Output", "No such command on a simulated exchange"));
  }

  private void events(ChannelHandlerContext context, AmiAction action) {
    boolean wanted = !action.first("EventMask").orElse("on").equalsIgnoreCase("off");
    floor.listens(context.channel(), wanted);
    send(context, AmiMessage.success(action, "").with("Events", wanted ? "On" : "Off"));
  }

  private void showChannels(ChannelHandlerContext context, AmiAction action) {
    send(context, AmiMessage.success(action, "Channels will follow").with("EventList", "start"));
    var calls = floor.calls();
    calls.forEach(call -> context.write(call.shown(action).wire()));
    AmiMessage complete = AmiMessage.event("CoreShowChannelsComplete", "");
    action.first("ActionID").ifPresent(id -> complete.with("ActionID", id));
    send(context, complete.with("EventList", "Complete").with("ListItems", Integer.toString(calls.size())));
  }

  private void showQueue(ChannelHandlerContext context, AmiAction action) {
    send(context, AmiMessage.success(action, "Queue status will follow").with("EventList", "start"));
    int listed = 0;
    for (Call call : floor.hunt().waiting()) {
      listed++;
      AmiMessage entry = AmiMessage.event("QueueEntry", "").with("Queue", call.queue()).with("Uniqueid", call.id());
      action.first("ActionID").ifPresent(id -> entry.with("ActionID", id));
      context.write(entry.wire());
    }
    AmiMessage complete = AmiMessage.event("QueueStatusComplete", "");
    action.first("ActionID").ifPresent(id -> complete.with("ActionID", id));
    send(context, complete.with("EventList", "Complete").with("ListItems", Integer.toString(listed)));
  }

  private void originate(ChannelHandlerContext context, AmiAction action) {
    if (action.first("Channel").isEmpty()) {
      send(context, AmiMessage.error(action, "Channel not specified"));
      return;
    }
    if (!action.first("Async").orElse("").equalsIgnoreCase("true")) {
      send(context, AmiMessage.error(action, "The simulated exchange originates with Async: true only"));
      return;
    }
    boolean congested = floor.isFull();
    Call call = new Call(floor, context.channel().eventLoop(), CallRequest.of(action));
    if (!floor.enter(call)) {
      send(context, AmiMessage.error(action, "Channel ID already in use"));
      return;
    }
    send(context, AmiMessage.success(action, "Originate successfully queued"));
    call.begin(congested);
  }

  private void hangup(ChannelHandlerContext context, AmiAction action) {
    Optional<Call> call = action.first("Channel").flatMap(floor::find);
    if (call.isEmpty()) {
      send(context, AmiMessage.error(action, "No such channel"));
      return;
    }
    call.get().loop().execute(call.get()::hangUp);
    send(context, AmiMessage.success(action, "Channel Hungup"));
  }

  private static void send(ChannelHandlerContext context, AmiMessage message) {
    context.writeAndFlush(message.wire());
  }
}
