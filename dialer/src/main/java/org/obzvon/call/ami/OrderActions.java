package org.obzvon.call.ami;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.asteriskjava.manager.action.BridgeAction;
import org.asteriskjava.manager.action.HangupAction;
import org.asteriskjava.manager.action.ManagerAction;
import org.asteriskjava.manager.action.OriginateAction;
import org.asteriskjava.manager.action.QueueAddAction;
import org.asteriskjava.manager.action.QueuePauseAction;
import org.asteriskjava.manager.action.QueuePenaltyAction;
import org.asteriskjava.manager.action.QueueRemoveAction;
import org.asteriskjava.manager.action.RedirectAction;
import org.asteriskjava.manager.action.SetVarAction;
import org.asteriskjava.manager.action.StopMixMonitorAction;
import org.obzvon.call.Switchboard;
import org.obzvon.call.Switchboard.Order;
import org.obzvon.register.Language;

/// Writes the desk's orders as AMI actions. Only values of a narrow form get into them: our UUIDs, a telephone
/// `PJSIP/name`, digits, a leg that the exchange itself named.
final class OrderActions {
  private static final Pattern ENDPOINT = Pattern.compile("PJSIP/[A-Za-z0-9][A-Za-z0-9_-]{0,39}");
  private static final Pattern LEG = Pattern.compile("[\\w.-]{1,80}");
  private static final Pattern CALLER_ID = Pattern.compile("\\+?(\\d{2,15})");
  private static final int NORMAL_CLEARING = 16;

  /// The penalties for the queue, which rings the operators of a higher one only when none of a lower one is free.
  private static final int SPEAKS = 0;
  private static final int DOES_NOT_SPEAK = 1;

  private OrderActions() {}

  /// Returns the actions of an order; all of them are to be sent, in this order.
  ///
  /// @throws IllegalArgumentException for a value that does not have its form
  static List<ManagerAction> of(Order order) {
    return switch (order) {
      case Order.Seat seat -> inEveryQueue(language -> seat(seat, language));
      case Order.Unseat(var endpoint) ->
          inEveryQueue(language -> new QueueRemoveAction(QueueNames.of(language), checked(endpoint, ENDPOINT)));
      case Order.Pause(var endpoint, var paused) ->
          inEveryQueue(language -> new QueuePauseAction(checked(endpoint, ENDPOINT), QueueNames.of(language), paused));
      case Order.Ring ring -> List.of(ring(ring));
      case Order.HangUpDebtor(var attempt) -> List.of(new HangupAction(attempt.toString(), NORMAL_CLEARING));
      case Order.HangUpLeg(var leg) -> List.of(new HangupAction(checked(leg, LEG), NORMAL_CLEARING));
      case Order.Hold(var attempt, var leg) -> List.of(part(attempt, "obzvon-hold", "debtor", checked(leg, LEG)));
      case Order.Unhold(var attempt, var leg) -> List.of(bridge(attempt, checked(leg, LEG)));
      case Order.Transfer transfer -> transfer(transfer);
      case Order.Record(var attempt, var leg) -> List.of(part(attempt, "obzvon-record", checked(leg, LEG), leg));
      case Order.StopRecording(var attempt) -> List.of(stop(attempt));
    };
  }

  /// Returns the actions for a telephone that has its seats already: only pause and languages may differ.
  static List<ManagerAction> again(Order.Seat seat) {
    List<ManagerAction> actions = new ArrayList<>(of(new Order.Pause(seat.endpoint(), seat.paused())));
    actions.addAll(inEveryQueue(language -> penalty(seat, language)));
    return actions;
  }

  private static List<ManagerAction> inEveryQueue(Function<Language, ManagerAction> action) {
    return Arrays.stream(Language.values()).map(action).toList();
  }

  private static ManagerAction seat(Order.Seat seat, Language language) {
    QueueAddAction action = new QueueAddAction(QueueNames.of(language), checked(seat.endpoint(), ENDPOINT));
    action.setMemberName(seat.operator().toString());
    action.setPaused(seat.paused());
    action.setPenalty(penalty(seat.speaks(), language));
    return action;
  }

  private static ManagerAction penalty(Order.Seat seat, Language language) {
    QueuePenaltyAction action = new QueuePenaltyAction(checked(seat.endpoint(), ENDPOINT),
        penalty(seat.speaks(), language));
    action.setQueue(QueueNames.of(language));
    return action;
  }

  private static int penalty(Set<Language> speaks, Language language) {
    return speaks.contains(language) ? SPEAKS : DOES_NOT_SPEAK;
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

  /// Separates the debtor and a second channel. The operator hears nothing meanwhile.
  private static ManagerAction part(UUID attempt, String context, String exten, String leg) {
    RedirectAction action = redirect(attempt, context, exten);
    action.setExtraChannel(leg);
    action.setExtraContext("obzvon-hold");
    action.setExtraExten("operator");
    action.setExtraPriority(1);
    return action;
  }

  /// Writes a transfer. A debtor whom an operator called has been in no queue yet, so a given language is set first.
  private static List<ManagerAction> transfer(Order.Transfer transfer) {
    String attempt = transfer.attempt().toString();
    List<ManagerAction> actions = new ArrayList<>();
    transfer.language().ifPresent(
        language -> actions.add(new SetVarAction(attempt, "OBZVON_LANGUAGE", language.tag())));
    String telephone = checked(transfer.endpoint(), ENDPOINT).substring("PJSIP/".length());
    actions.add(redirect(transfer.attempt(), "obzvon-transfer", telephone));
    return actions;
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

  private static ManagerAction stop(UUID attempt) {
    StopMixMonitorAction stop = new StopMixMonitorAction();
    stop.setChannel(attempt.toString());
    return stop;
  }

  private static String checked(String value, Pattern form) {
    if (!form.matcher(value).matches()) {
      throw new IllegalArgumentException("a telephone or channel of an unexpected form");
    }
    return value;
  }
}
