package org.obzvon.rehearsal.exchange;

import java.util.Optional;

/// The AMI actions about operators and their conversations.
final class OperatorQueueActions {
  private final SharedExchangeState floor;

  OperatorQueueActions(SharedExchangeState floor) {
    this.floor = floor;
  }

  /// Returns the answer; empty for an action that is not one of these.
  Optional<AmiMessage> answer(AmiAction action) {
    return switch (action.name()) {
      case "queueadd" ->
          done(action,
              floor.hunt().add(place(action), action.first("MemberName").orElse(""), penalty(action), paused(action)),
              "Unable to add interface: Already there");
      case "queuepause" -> done(action, floor.hunt().pause(place(action), paused(action)), "Interface not found");
      case "queueremove" -> done(action, floor.hunt().remove(place(action)), "Unable to remove interface: Not there");
      case "queuepenalty" -> done(action, floor.hunt().penalise(place(action), penalty(action)), "Invalid interface");
      case "redirect" -> redirect(action);
      case "setvar" -> set(action);
      case "bridge", "stopmixmonitor" ->
          done(action, call(action).isPresent(), "Channel does not exist");
      default -> Optional.empty();
    };
  }

  private Optional<AmiMessage> redirect(AmiAction action) {
    Optional<Call> call = call(action);
    boolean handsOn = action.first("Context").orElse("").equals("obzvon-transfer");
    if (handsOn && call.isPresent()) {
      String endpoint = "PJSIP/" + action.first("Exten").orElse("");
      call.get().loop().execute(() -> floor.hunt().handOn(call.get(), endpoint));
    }
    return done(action, call.isPresent(), "Channel does not exist");
  }

  private Optional<AmiMessage> set(AmiAction action) {
    Optional<Call> call = call(action);
    String name = action.first("Variable").orElse("");
    String value = action.first("Value").orElse("");
    call.ifPresent(found -> found.loop().execute(() -> found.set(name, value)));
    return done(action, call.isPresent(), "No such channel");
  }

  private Optional<Call> call(AmiAction action) {
    return action.first("Channel").or(() -> action.first("Channel1")).flatMap(floor::find);
  }

  private static OperatorQueues.Place place(AmiAction action) {
    return new OperatorQueues.Place(action.first("Queue").orElse(""), action.first("Interface").orElse(""));
  }

  private static int penalty(AmiAction action) {
    return action.first("Penalty").filter(told -> told.matches("\\d{1,4}")).map(Integer::parseInt).orElse(0);
  }

  private static boolean paused(AmiAction action) {
    return action.first("Paused").orElse("false").equalsIgnoreCase("true");
  }

  private static Optional<AmiMessage> done(AmiAction action, boolean done, String otherwise) {
    return Optional.of(done ? AmiMessage.success(action, "Done") : AmiMessage.error(action, otherwise));
  }
}
