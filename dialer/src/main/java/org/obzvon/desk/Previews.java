package org.obzvon.desk;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.obzvon.call.Switchboard.Order;
import org.obzvon.call.Switchboard.Receipt;
import org.obzvon.contact.Contact;
import org.obzvon.desk.PreviewContacts.Placing;
import org.obzvon.document.Sentence;

/// Debtors whom an operator previews before having them called. Each is assigned to one operator, for a bounded time.
final class Previews {
  private final DeskState floor;
  private final ScreenPops screenPops;
  private final SwitchboardsByName boards;
  private final PreviewContacts previewContacts;
  private final Outbound outbound;
  private final ConversationEnds ends;
  private final DeskTerms terms;
  private final Map<UUID, Reading> reading = new ConcurrentHashMap<>();

  /// @param until when the contact is put back
  private record Reading(Contact contact, ConversationKind kind, Instant until) {}

  Previews(DeskState floor, ScreenPops screenPops, SwitchboardsByName boards, PreviewContacts previewContacts,
      Outbound outbound, ConversationEnds ends, DeskTerms terms) {
    this.floor = floor;
    this.screenPops = screenPops;
    this.boards = boards;
    this.previewContacts = previewContacts;
    this.outbound = outbound;
    this.ends = ends;
    this.terms = terms;
  }

  CommandReply next(Seat seat) {
    Operator operator = seat.operator();
    if (sitDown(operator) instanceof CommandReply.Refused refused) {
      return refused;
    }
    Optional<PreviewContacts.Errand> errand = previewContacts.next(operator);
    if (errand.isEmpty()) {
      free(operator.id(), OperatorState.READING);
      return CommandReply.refused(CommandReply.Why.NOTHING_DUE);
    }
    ConversationKind kind = errand.get().promised() ? ConversationKind.CALL_BACK : ConversationKind.PREVIEW;
    return show(operator, new Reading(errand.get().contact(), kind, floor.now().plus(terms.reading())));
  }

  /// Shows a call-back to the free operator who promised it; for operators in progressive mode it is dialled at once.
  void offer(Seat seat) {
    Operator operator = seat.operator();
    previewContacts.promised(operator).ifPresent(contact -> {
      if (sitDown(operator) instanceof CommandReply.Refused) {
        previewContacts.giveBack(contact, floor.now()); // the operator got another debtor at the same moment
        return;
      }
      Reading promised = new Reading(contact, ConversationKind.CALL_BACK, floor.now().plus(terms.offer()));
      if (show(operator, promised) instanceof CommandReply.Done && seat.work() == OperatorWorkKind.PROGRESSIVE) {
        dial(operator);
      }
    });
  }

  /// Moves the operator to READING, so that nobody rings them from now on.
  private CommandReply sitDown(Operator operator) {
    if (!floor.move(operator.id(), Set.of(OperatorState.AVAILABLE), OperatorState.READING, "")) {
      return CommandReply.refused(CommandReply.Why.STATE);
    }
    Receipt paused = boards.give(operator.exchange(), new Order.Pause(operator.endpoint(), true));
    if (!paused.done()) {
      floor.move(operator.id(), Set.of(OperatorState.READING), OperatorState.AVAILABLE, "");
      return new CommandReply.Refused(CommandReply.Why.EXCHANGE, Sentence.unworded(paused.why()));
    }
    return CommandReply.DONE;
  }

  private CommandReply show(Operator operator, Reading read) {
    Optional<ScreenPop> pop = screenPops.of(read.contact(), read.kind());
    if (pop.isEmpty()) {
      giveBack(read);
      free(operator.id(), OperatorState.READING);
      return CommandReply.refused(CommandReply.Why.GONE);
    }
    reading.put(operator.id(), read);
    floor.show(operator.id(), OperatorState.READING, pop);
    return CommandReply.DONE;
  }

  /// Puts the contact back. A call-back waits a while, or it would be offered again at the same moment.
  private void giveBack(Reading read) {
    boolean promised = read.kind() == ConversationKind.CALL_BACK;
    previewContacts.giveBack(read.contact(), promised ? floor.now().plus(terms.again()) : floor.now());
  }

  CommandReply skip(UUID operator) {
    return Optional.ofNullable(reading.remove(operator))
        .map(
            put -> {
              giveBack(put);
              free(operator, OperatorState.READING);
              return CommandReply.DONE;
            })
        .orElseGet(() -> CommandReply.refused(CommandReply.Why.STATE));
  }

  CommandReply dial(Operator operator) {
    Reading read = reading.remove(operator.id());
    if (read == null
        || !floor.move(operator.id(), Set.of(OperatorState.READING), OperatorState.DIALLING, "")) {
      return CommandReply.refused(CommandReply.Why.STATE);
    }
    return switch (previewContacts.place(read.contact(), OperatorLine.nameOf(operator.exchange()))) {
      case Placing.Placed(var attempt) -> outbound.ring(operator, attempt, read.kind());
      case Placing.Later(var until, var why) ->
          notPlaced(operator, CommandReply.Why.POLICY, DispositionFault.NOT_BEFORE.of(List.of(why), until));
      case Placing.Refused(var why) -> notPlaced(operator, CommandReply.Why.POLICY, why);
      case Placing.Gone() -> notPlaced(operator, CommandReply.Why.GONE, CommandReply.NO_DETAIL);
    };
  }

  private CommandReply notPlaced(Operator operator, CommandReply.Why why, Sentence detail) {
    free(operator.id(), OperatorState.DIALLING);
    return new CommandReply.Refused(why, detail);
  }

  private void free(UUID operator, OperatorState from) {
    if (floor.free(operator, Set.of(from), "")) {
      ends.unpause(operator);
    }
  }

  /// Returns the number of debtors who are being previewed now.
  int count() {
    return reading.size();
  }

  /// Puts back contacts that were not dialled in time.
  void sweep() {
    reading.forEach((operator, read) -> {
      if (floor.now().isAfter(read.until())) {
        skip(operator);
      }
    });
  }
}
