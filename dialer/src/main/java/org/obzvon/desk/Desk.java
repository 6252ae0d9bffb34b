package org.obzvon.desk;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Predicate;

/// The desk as pages use it: the operators' commands and the views. Every command may be given from any thread. It
/// waits for the exchange's receipt where it needs one (seconds at most) and returns the result; later events go to the
/// [DeskListener]s.
public interface Desk {

  CommandReply signOn(UUID operator, OperatorWorkKind work);

  /// Signs the operator off. Refused while a debtor is on the line.
  CommandReply signOff(UUID operator);

  /// @param reason in the operator's words, such as lunch
  CommandReply pause(UUID operator, String reason);

  CommandReply resume(UUID operator);

  /// Shows the next debtor of a campaign before dialling (preview). Call-backs that this operator promised come first.
  CommandReply next(UUID operator);

  /// Puts the previewed debtor back into the queue.
  CommandReply skip(UUID operator);

  /// Calls the previewed debtor. The operator's own telephone rings first.
  CommandReply dial(UUID operator);

  CommandReply hangUp(UUID operator);

  CommandReply hold(UUID operator);

  CommandReply unhold(UUID operator);

  /// Transfers the debtor to another operator who is available.
  CommandReply transfer(UUID operator, UUID to);

  /// Turns recording on or off. If the contact policy requires an announcement, the debtor hears it first and recording
  /// begins after it; until then the conversation is on hold.
  CommandReply record(UUID operator, boolean on);

  /// Returns whether conversations may be recorded here.
  boolean records();

  /// Stores the disposition after a call and makes the operator available again.
  ///
  /// @param noted stores who gave the command; it is stored together with the disposition or not at all
  CommandReply dispose(UUID operator, Disposition disposition, Runnable noted);

  /// Stores the disposition where no log of commands is kept.
  default CommandReply dispose(UUID operator, Disposition disposition) {
    return dispose(operator, disposition, () -> {});
  }

  /// Returns the first quarter of an hour, not before `from`, at which the contact policy permits a call-back to the
  /// operator's present debtor. It is empty where there is none within [CallBacks#LONGEST_DAYS] days, or no debtor.
  default Optional<Instant> callBack(UUID operator, Instant from) {
    return Optional.empty();
  }

  /// Sets how the desk learns whether an operator's page is open. An operator who has closed it counts as away.
  default void pages(Predicate<UUID> open) {}

  Optional<Seat> view(UUID operator);

  /// Returns everybody who is signed on, by name.
  List<Seat> operators();

  QueueView queue();

  /// Sends events to the listener from now on, until the returned handle is closed.
  AutoCloseable listen(DeskListener listener);
}
