package org.obzvon.app;

import java.util.function.Supplier;
import org.obzvon.call.LineBreakers;
import org.obzvon.queue.Line;

/// The places of a line: all of them while its trunk works, one to test a resting trunk when the test is due, otherwise
/// none.
///
/// @param name of the exchange, whose trunk several lines may share
/// @param free what the line could take if its trunk worked
record LinePlaces(LineBreakers breakers, String name, Supplier<Line.Room> free) implements Line.Rooms {
  @Override
  public Line.Room get() {
    Line.Room room = free.get();
    if (breakers.resting(name).isEmpty()) {
      return new Line.Room(room.places(), room.languages(), breakers.faults(name), false);
    }
    int places = breakers.wantsTry(name) ? Math.min(1, room.places()) : 0;
    return new Line.Room(places, room.languages(), breakers.faults(name), true);
  }

  @Override
  public void taken() {
    breakers.taken(name);
  }
}
