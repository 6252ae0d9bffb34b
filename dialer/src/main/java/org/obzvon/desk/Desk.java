package org.obzvon.desk;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Predicate;

/// The desk as pages use it: an operator's commands, and what there is to see. Every command may be given from any
/// thread, waits for the exchange's receipt where it needs one (seconds at the most), and answers what became of it;
/// what follows is told to the [DeskListener]s.
public interface Desk {

  Reply signOn(UUID operator, Work work);

  /// Not while a debtor is on the line.
  Reply signOff(UUID operator);

  /// @param reason in the operator's words, such as lunch
  Reply pause(UUID operator, String reason);

  Reply resume(UUID operator);

  /// The next debtor of a campaign, to read about before dialling; call-backs that this operator promised come first.
  Reply next(UUID operator);

  /// Puts the debtor he reads about back.
  Reply skip(UUID operator);

  /// Calls the debtor he reads about: the operator's own telephone rings first.
  Reply dial(UUID operator);

  Reply hangUp(UUID operator);

  Reply hold(UUID operator);

  Reply unhold(UUID operator);

  /// Hands the debtor to another operator who is available.
  Reply transfer(UUID operator, UUID to);

  /// Recording begins when the debtor has heard that it does, where his contact policy asks for that; until then the talk
  /// is held.
  Reply record(UUID operator, boolean on);

  /// Whether talks may be recorded here.
  boolean records();

  /// After the call; makes the operator available again.
  ///
  /// @param noted stores who commanded it, together with what is written down or not at all
  Reply dispose(UUID operator, Disposition disposition, Runnable noted);

  /// Where nobody keeps a log.
  default Reply dispose(UUID operator, Disposition disposition) {
    return dispose(operator, disposition, () -> {});
  }

  /// The first quarter of an hour, not before `from`, at which the contact policy permits a call-back to the debtor before
  /// this operator; empty where there is none within [CallBacks#LONGEST_DAYS] days, or no debtor.
  default Optional<Instant> callBack(UUID operator, Instant from) {
    return Optional.empty();
  }

  /// Tells the desk how to find out whether an operator's page is open: who has closed it is away.
  default void pages(Predicate<UUID> open) {}

  Optional<Seat> view(UUID operator);

  /// Everybody who is signed on, by name.
  List<Seat> operators();

  QueueView queue();

  /// From now on, until the answer is closed.
  AutoCloseable listen(DeskListener listener);
}
