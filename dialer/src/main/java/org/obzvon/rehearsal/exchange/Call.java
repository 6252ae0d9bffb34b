package org.obzvon.rehearsal.exchange;

import io.netty.channel.EventLoop;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.obzvon.rehearsal.CallBehaviour;
import org.obzvon.rehearsal.CallBehaviour.MachineAnswers;
import org.obzvon.rehearsal.CallBehaviour.NotAnswered;
import org.obzvon.rehearsal.CallBehaviour.PersonAnswers;
import org.obzvon.rehearsal.CallBehaviour.Why;
import org.obzvon.rehearsal.Listener;
import org.obzvon.rehearsal.exchange.CallEvents.State;

/// One simulated call, from Originate to Hangup. It runs on one event loop; only [#id], [#channelName] and [#shown] are
/// read from other threads.
///
/// It also stands for the dial plan: variable `OBZVON_AGI` gives the address of the conversation, and `OBZVON_AMD=1`
/// makes the exchange detect a machine first. `OBZVON_NEXT=operator`, set by the conversation, hands the call to an
/// operator: one whom the desk has seated in the queue, else one who talks for a minute and a half of simulated time.
/// Contexts `obzvon-operator-leg` and `obzvon-called` are a campaign's call by an operator.
final class Call {
  private static final int MOST_VARIABLES = 100;
  /// No session with an AGI server may take longer in real time.
  private static final Duration LONGEST_REAL = Duration.ofMinutes(10);
  private static final Duration WITH_OPERATOR = Duration.ofSeconds(90);
  private static final Duration DETECTION = Duration.ofSeconds(2);

  private final SharedExchangeState floor;
  private final EventLoop loop;
  private final CallRequest request;
  private final String channelName;
  private final long number;
  private final CallEvents events;
  private final Map<String, String> variables;
  private Instant time;
  private volatile State state = State.DOWN;
  private boolean ended;
  private boolean withPeople;
  private AgiLink link;
  private Future<?> deadline;

  Call(SharedExchangeState floor, EventLoop loop, CallRequest request) {
    this.floor = floor;
    this.loop = loop;
    this.request = request;
    this.number = floor.nextCall();
    this.channelName = channelName(request, number);
    this.events = new CallEvents(floor, loop, request, channelName, number);
    this.variables = new HashMap<>(request.variables());
    this.time = floor.clock().instant();
  }

  /// Returns the channel name: `PJSIP/79000000001@carrier` rings as `PJSIP/carrier-00000001`.
  private static String channelName(CallRequest request, long number) {
    String channel = request.channel();
    int slash = channel.indexOf('/');
    int at = channel.indexOf('@');
    String technology = slash < 0 ? "PJSIP" : channel.substring(0, slash);
    String trunk = at < 0 ? "rehearsal" : channel.substring(at + 1);
    return technology + "/" + trunk + String.format("-%08x", number);
  }

  String id() {
    return request.id();
  }

  String channelName() {
    return channelName;
  }

  EventLoop loop() {
    return loop;
  }

  Map<String, String> variables() {
    return variables;
  }

  /// Sets a variable; above the limit new variables are dropped.
  void set(String name, String value) {
    if (variables.size() < MOST_VARIABLES || variables.containsKey(name)) {
      variables.put(name, value);
    }
  }

  CallRequest request() {
    return request;
  }

  Instant time() {
    return time;
  }

  void passes(Duration duration) {
    time = time.plus(duration);
  }

  /// Runs everything up to the answer at once.
  ///
  /// @param congested no line is free
  void begin(boolean congested) {
    Instant dialled = time;
    CallBehaviour behaviour = congested ? new NotAnswered(Why.CONGESTION, Duration.ZERO) : behaviour(dialled);
    events.newChannel(time);
    events.dialBegin(time);
    passes(Duration.ofMillis(20));
    if (request.asked().context().equals("obzvon-operator-leg")) {
      pickUp(Duration.ofMillis(500));
      return;
    }
    Duration patience = request.asked().timeout();
    switch (behaviour) {
      case NotAnswered(Why why, Duration after) when after.compareTo(patience) < 0 -> fails(Cause.of(why), after);
      case MachineAnswers(Duration ringing) when ringing.compareTo(patience) < 0 ->
          answers(ringing, new Listener(List.of(), false), "MACHINE");
      case PersonAnswers(Duration ringing, _, _) when ringing.compareTo(patience) < 0
          && request.asked().context().equals("obzvon-called") -> pickUp(ringing);
      case PersonAnswers(Duration ringing, var plan, boolean impatient) when ringing.compareTo(patience) < 0 ->
          answers(ringing, new Listener(plan, impatient), "HUMAN");
      case NotAnswered _,MachineAnswers _,PersonAnswers _ -> fails(Cause.RANG_OUT, patience);
    }
  }

  private CallBehaviour behaviour(Instant dialled) {
    return request.phone()
        .map(phone -> floor.telephone().dial(phone, request.id(), dialled))
        .orElseGet(() -> new NotAnswered(Why.NO_SUCH_NUMBER, Duration.ZERO));
  }

  private void fails(Cause cause, Duration after) {
    boolean rings = cause.q850() == Cause.RANG_OUT.q850() || cause.q850() == Cause.of(Why.REJECTED).q850();
    if (rings) {
      state = State.RINGING;
      events.newState(state, time);
    }
    passes(after);
    if (!cause.dialStatus().isEmpty()) {
      events.dialEnd(cause.dialStatus(), state, time);
    }
    boolean responseLast = floor.settings().disorder().responseLast(request.dialled(), number);
    if (!responseLast) {
      events.originateResponse(false, cause.reason(), time);
    }
    end(cause);
    if (responseLast) {
      events.originateResponse(false, cause.reason(), time);
    }
  }

  /// Lets people talk from here on, until either side hangs up.
  private void pickUp(Duration ringing) {
    withPeople = true;
    up(ringing);
  }

  private void up(Duration ringing) {
    state = State.RINGING;
    events.newState(state, time);
    passes(ringing);
    state = State.UP;
    events.newState(state, time);
    events.dialEnd(Cause.NORMAL.dialStatus(), state, time);
    events.originateResponse(true, Cause.NORMAL.reason(), time);
    deadline = loop.schedule(this::hangUp, LONGEST_REAL.toSeconds(), TimeUnit.SECONDS);
  }

  private void answers(Duration ringing, Listener listener, String amdStatus) {
    up(ringing);
    boolean detects = "1".equals(variables.get("OBZVON_AMD"));
    if (detects) {
      passes(DETECTION);
      variables.put("AMDSTATUS", amdStatus);
    }
    link = new AgiLink(this, listener, detects ? amdStatus : "");
    link.connect();
  }

  /// Handles the end of the conversation: the AGI server closed it or was never there.
  void conversationEnded() {
    boolean wantsPerson = "operator".equals(variables.get("OBZVON_NEXT")) && !link.debtorLeft();
    if (wantsPerson && floor.hunt().isManned()) {
      withPeople = true;
      floor.hunt().join(this);
      return;
    }
    if (wantsPerson) {
      passes(WITH_OPERATOR);
    }
    end(Cause.NORMAL);
  }

  /// Returns the queue in which the debtor waits for an operator.
  String queue() {
    return "obzvon-" + variables.getOrDefault("OBZVON_LANGUAGE", "ru");
  }

  /// Hangs up because a client requested it or the call took too long.
  void hangUp() {
    if (withPeople) {
      end(Cause.NORMAL);
    } else if (!ended && link != null) {
      link.hangUp();
    }
  }

  AmiMessage shown(AmiAction action) {
    AmiMessage shown = AmiMessage.event("CoreShowChannel", "");
    action.first("ActionID").ifPresent(id -> shown.with("ActionID", id));
    return events.channel(shown, "", state)
        .with("Application", state == State.UP ? "AGI" : "AppDial2")
        .with("ApplicationData", request.variables().getOrDefault("OBZVON_AGI", "(Outgoing Line)"))
        .with("Duration", "00:00:00")
        .with("BridgeId", "");
  }

  private void end(Cause cause) {
    if (ended) {
      return;
    }
    ended = true;
    if (deadline != null) {
      deadline.cancel(false);
    }
    floor.leave(this);
    floor.hunt().leave(this);
    events.hangup(cause, state, time);
  }
}
