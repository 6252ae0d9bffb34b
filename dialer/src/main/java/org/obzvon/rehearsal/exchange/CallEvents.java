package org.obzvon.rehearsal.exchange;

import io.netty.channel.EventLoop;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.concurrent.TimeUnit;

/// Sends the events of one call in Asterisk's format. Ringing and talking take no real time: each event carries the
/// instant at which it would have happened.
final class CallEvents {
  private final SharedExchangeState floor;
  private final EventLoop loop;
  private final CallRequest request;
  private final String channelName;
  private final long number;
  private int sent;

  CallEvents(SharedExchangeState floor, EventLoop loop, CallRequest request, String channelName, long number) {
    this.floor = floor;
    this.loop = loop;
    this.request = request;
    this.channelName = channelName;
    this.number = number;
  }

  void newChannel(Instant at) {
    emit(channel(AmiMessage.event("Newchannel", "call,all"), "", State.DOWN), at);
  }

  /// Reports that dialling begins. An originated call has no calling channel, so only the dialled one is described.
  void dialBegin(Instant at) {
    emit(channel(AmiMessage.event("DialBegin", "call,all"), "Dest", State.DOWN)
        .with("DialString", request.dialled()), at);
  }

  void newState(State state, Instant at) {
    emit(channel(AmiMessage.event("Newstate", "call,all"), "", state), at);
  }

  void dialEnd(String status, State state, Instant at) {
    emit(channel(AmiMessage.event("DialEnd", "call,all"), "Dest", state).with("DialStatus", status), at);
  }

  void originateResponse(boolean success, int reason, Instant at) {
    AmiMessage event = AmiMessage.event("OriginateResponse", "call,all");
    request.actionId().ifPresent(id -> event.with("ActionID", id));
    emit(event
        .with("Response", success ? "Success" : "Failure")
        .with("Channel", success ? channelName : request.channel())
        .with("Context", request.asked().context())
        .with("Exten", request.asked().exten())
        .with("Reason", Integer.toString(reason))
        .with("Uniqueid", request.id())
        .with("CallerIDNum", request.asked().callerId())
        .with("CallerIDName", "<unknown>"), at);
  }

  void hangup(Cause cause, State state, Instant at) {
    AmiMessage event = channel(AmiMessage.event("Hangup", "call,all"), "", state)
        .with("Cause", Integer.toString(cause.q850()))
        .with("Cause-txt", cause.text());
    emit(cause.tech() == 0 ? event : event.with("TechCause", Integer.toString(cause.tech())), at);
  }

  enum State {
    DOWN(0, "Down"),
    RINGING(5, "Ringing"),
    UP(6, "Up");

    private final int number;
    private final String words;

    State(int number, String words) {
      this.number = number;
      this.words = words;
    }
  }

  /// Adds the headers that describe a channel, in events and in CoreShowChannels.
  AmiMessage channel(AmiMessage message, String prefix, State state) {
    return message
        .with(prefix + "Channel", channelName)
        .with(prefix + "ChannelState", Integer.toString(state.number))
        .with(prefix + "ChannelStateDesc", state.words)
        .with(prefix + "CallerIDNum", request.asked().callerId())
        .with(prefix + "CallerIDName", "<unknown>")
        .with(prefix + "ConnectedLineNum", "<unknown>")
        .with(prefix + "ConnectedLineName", "<unknown>")
        .with(prefix + "Language", "en")
        .with(prefix + "AccountCode", "")
        .with(prefix + "Context", request.asked().context())
        .with(prefix + "Exten", request.asked().exten())
        .with(prefix + "Priority", "1")
        .with(prefix + "Uniqueid", request.id())
        .with(prefix + "Linkedid", request.id());
  }

  /// Returns the time of our clock, with the microseconds that Asterisk shows.
  static String timestamp(Instant at) {
    return String.format(Locale.ROOT, "%d.%06d", at.getEpochSecond(), at.getNano() / 1000);
  }

  private void emit(AmiMessage event, Instant at) {
    event.with("Timestamp", timestamp(at));
    switch (floor.settings().disorder().of(request.dialled(), number, sent++)) {
      case EventDisorder.Fate.Sent() -> floor.broadcast(event);
      case EventDisorder.Fate.Delayed(Duration by) ->
          loop.schedule(() -> floor.broadcast(event), by.toMillis(), TimeUnit.MILLISECONDS);
      case EventDisorder.Fate.Dropped() -> {
      }
    }
  }
}
