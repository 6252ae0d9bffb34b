package org.obzvon.desk;

import java.util.List;
import java.util.UUID;

/// Keeps seats and turns, so that a restart finds everybody where he was. Whatever it throws may be tried again, but for
/// [Unstorable].
public interface DeskBook {

  void save(Seat seat);

  void remove(UUID operator);

  /// Those signed on who still may be, without their turns.
  List<Seat> seats();

  void save(Talk talk);

  /// Turns that are not over, and the last one of each signed-on operator who has not written down what came of it.
  List<Talk> unfinished();

  /// What an operator wrote down.
  ///
  /// @param noted stores what belongs to it elsewhere; together with it where both are of one store
  void write(Talk talk, Disposition disposition, Runnable noted);
}
