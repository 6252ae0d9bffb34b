package org.obzvon.call;

import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Consumer;
import org.obzvon.register.Language;

/// One exchange as the operators' desk uses it: its queues of waiting debtors and the telephones of operators.
public interface Switchboard {

  /// Returns the name of the exchange.
  String exchange();

  boolean connected();

  /// Gives an order and waits for the exchange's receipt, not longer than a stated time-out.
  Receipt give(Order order);

  /// Returns the calls, waiting debtors and queue members that the exchange has now; empty when the exchange could not
  /// be asked or did not answer in full. May block like [#give].
  Optional<Present> present();

  /// Begins to deliver events, in order, one at a time.
  ///
  /// @param connected called after every login, before the events that follow it
  void follow(Consumer<QueueEvent> events, Runnable connected);

  /// The exchange's answer to an order.
  ///
  /// @param done whether the exchange took the order
  /// @param why what it said, when it did not
  record Receipt(boolean done, String why) {
    public static final Receipt DONE = new Receipt(true, "");
  }

  /// What the exchange has at one moment.
  ///
  /// @param waiting attempts whose debtors wait in the queue
  /// @param debtors attempts whose debtors' channels are alive
  /// @param legs the other live channels
  /// @param seated telephones that take calls from a queue of ours, or would if they were not paused
  /// @param seatedEverywhere those of them that are members of all our queues
  record Present(
      Set<UUID> waiting, Set<UUID> debtors, Set<String> legs, Set<String> seated, Set<String> seatedEverywhere) {
    public Present(Set<UUID> waiting, Set<UUID> debtors, Set<String> legs, Set<String> seated) {
      this(waiting, debtors, legs, seated, seated);
    }

    public Present {
      seatedEverywhere = Set.copyOf(seatedEverywhere);
      waiting = Set.copyOf(waiting);
      debtors = Set.copyOf(debtors);
      legs = Set.copyOf(legs);
      seated = Set.copyOf(seated);
    }
  }

  /// Returns the leg of an operator whose telephone [Order.Ring] rings for an attempt.
  static String legOf(UUID attempt) {
    return "op-" + attempt;
  }

  sealed interface Order {
    /// Lets a telephone take calls (takes a seat): first those of debtors whose language its operator speaks. The order
    /// succeeds if the telephone has its seat already.
    record Seat(String endpoint, UUID operator, boolean paused, Set<Language> speaks) implements Order {}

    record Unseat(String endpoint) implements Order {}

    record Pause(String endpoint, boolean paused) implements Order {}

    /// Rings an operator's telephone, before the debtor of the attempt is called.
    record Ring(String endpoint, UUID attempt, String callerId, Duration patience) implements Order {}

    record HangUpDebtor(UUID attempt) implements Order {}

    record HangUpLeg(String leg) implements Order {}

    /// Separates the two: the debtor hears music or a tone, the operator silence.
    record Hold(UUID attempt, String leg) implements Order {}

    record Unhold(UUID attempt, String leg) implements Order {}

    /// Transfers the debtor from their operator to another telephone, which rings; if it is not answered they wait in a
    /// queue.
    ///
    /// @param language the language of the queue in which they wait then; empty: the queue they came from
    record Transfer(UUID attempt, String endpoint, Optional<Language> language) implements Order {}

    /// Separates the two for the announcement that [OperatorTransfer#recording] gives, connects them again and records both
    /// sides from then on.
    record Record(UUID attempt, String leg) implements Order {}

    record StopRecording(UUID attempt) implements Order {}
  }
}
