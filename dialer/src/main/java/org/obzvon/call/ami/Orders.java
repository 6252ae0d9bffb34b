package org.obzvon.call.ami;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import java.util.regex.Pattern;
import org.asteriskjava.manager.action.BridgeAction;
import org.asteriskjava.manager.action.HangupAction;
import org.asteriskjava.manager.action.ManagerAction;
import org.asteriskjava.manager.action.MixMonitorAction;
import org.asteriskjava.manager.action.OriginateAction;
import org.asteriskjava.manager.action.QueueAddAction;
import org.asteriskjava.manager.action.QueuePauseAction;
import org.asteriskjava.manager.action.QueueRemoveAction;
import org.asteriskjava.manager.action.RedirectAction;
import org.asteriskjava.manager.action.StopMixMonitorAction;
import org.obzvon.call.Switchboard;
import org.obzvon.call.Switchboard.Order;

/// Writes the desk's orders as AMI actions. Nothing gets into them that has not one of the narrow forms: our UUIDs, a
/// telephone `PJSIP/name`, digits, a leg that the exchange itself named.
final class Orders {
  private static final Pattern ENDPOINT = Pattern.compile("PJSIP/[A-Za-z0-9][A-Za-z0-9_-]{0,39}");
  private static final Pattern LEG = Pattern.compile("[\\w.-]{1,80}");
  private static final Pattern CALLER_ID = Pattern.compile("\\+?(\\d{2,15})");
  private static final int NORMAL_CLEARING = 16;

  private final String queue;

  Orders(String queue) {
    this.queue = queue;
  }

  /// @throws IllegalArgumentException for what has not its form
  ManagerAction of(Order order) {
    return switch (order) {
      case Order.Seat(var endpoint, var operator, var paused) -> seat(checked(endpoint, ENDPOINT), operator, paused);
      case Order.Unseat(var endpoint) -> new QueueRemoveAction(queue, checked(endpoint, ENDPOINT));
      case Order.Pause(var endpoint, var paused) -> new QueuePauseAction(checked(endpoint, ENDPOINT), queue, paused);
      case Order.Ring ring -> ring(ring);
      case Order.HangUpDebtor(var attempt) -> new HangupAction(attempt.toString(), NORMAL_CLEARING);
      case Order.HangUpLeg(var leg) -> new HangupAction(checked(leg, LEG), NORMAL_CLEARING);
      case Order.Hold(var attempt, var leg) -> hold(attempt, checked(leg, LEG));
      case Order.Unhold(var attempt, var leg) -> bridge(attempt, checked(leg, LEG));
      case Order.Transfer(var attempt, var endpoint) ->
          redirect(attempt, "obzvon-transfer", checked(endpoint, ENDPOINT).substring("PJSIP/".length()));
      case Order.Record(var attempt, var on) -> record(attempt, on);
    };
  }

  private ManagerAction seat(String endpoint, UUID operator, boolean paused) {
    QueueAddAction action = new QueueAddAction(queue, endpoint);
    action.setMemberName(operator.toString());
    action.setPaused(paused);
    return action;
  }

  private static ManagerAction ring(Order.Ring ring) {
    var callerId = CALLER_ID.matcher(ring.callerId());
    String leg = Switchboard.legOf(ring.attempt());
    OriginateAction action = new OriginateAction();
    action.setActionId(leg);
    action.setChannelId(leg);
    action.setAsync(true);
    action.setChannel(checked(ring.endpoint(), ENDPOINT));
    action.setContext("obzvon-operator-leg");
    action.setExten("s");
    action.setPriority(1);
    action.setTimeout(ring.patience().toMillis());
    action.setCallerId(callerId.matches() ? callerId.group(1) : "0");
    Map<String, String> variables = new LinkedHashMap<>();
    variables.put("OBZVON_ATTEMPT", ring.attempt().toString());
    action.setVariables(variables);
    return action;
  }

  private static ManagerAction hold(UUID attempt, String leg) {
    RedirectAction action = redirect(attempt, "obzvon-hold", "debtor");
    action.setExtraChannel(leg);
    action.setExtraContext("obzvon-hold");
    action.setExtraExten("operator");
    action.setExtraPriority(1);
    return action;
  }

  private static RedirectAction redirect(UUID attempt, String context, String exten) {
    RedirectAction action = new RedirectAction();
    action.setChannel(attempt.toString());
    action.setContext(context);
    action.setExten(exten);
    action.setPriority(1);
    return action;
  }

  private static ManagerAction bridge(UUID attempt, String leg) {
    BridgeAction action = new BridgeAction();
    action.setChannel1(attempt.toString());
    action.setChannel2(leg);
    return action;
  }

  private static ManagerAction record(UUID attempt, boolean on) {
    if (!on) {
      StopMixMonitorAction stop = new StopMixMonitorAction();
      stop.setChannel(attempt.toString());
      return stop;
    }
    MixMonitorAction action = new MixMonitorAction();
    action.setChannel(attempt.toString());
    action.setFile("obzvon/" + attempt + ".wav");
    action.setOptions("abp"); // a: append, b: only while two talk, p: a tone when it begins
    return action;
  }

  private static String checked(String value, Pattern form) {
    if (!form.matcher(value).matches()) {
      throw new IllegalArgumentException("a telephone or channel of an unexpected form");
    }
    return value;
  }
}
