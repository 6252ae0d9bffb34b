package org.obzvon;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.obzvon.desk.Desk;
import org.obzvon.desk.DeskListener;
import org.obzvon.desk.Disposition;
import org.obzvon.desk.QueueView;
import org.obzvon.desk.Reply;
import org.obzvon.desk.Seat;
import org.obzvon.desk.Work;

/// A desk that shows what a test puts there, and keeps what it is told.
final class StillDesk implements Desk {
  final List<String> told = new ArrayList<>();
  Optional<Seat> seat = Optional.empty();
  /// Colleagues, besides whoever sits at [#seat].
  final List<Seat> others = new ArrayList<>();
  boolean records;
  Reply reply = Reply.DONE;

  private Reply tell(String command) {
    told.add(command);
    return reply;
  }

  @Override
  public Reply signOn(UUID operator, Work work) {
    return tell("sign-on " + work);
  }

  @Override
  public Reply signOff(UUID operator) {
    return tell("sign-off");
  }

  @Override
  public Reply pause(UUID operator, String reason) {
    return tell("pause");
  }

  @Override
  public Reply resume(UUID operator) {
    return tell("resume");
  }

  @Override
  public Reply next(UUID operator) {
    return tell("next");
  }

  @Override
  public Reply skip(UUID operator) {
    return tell("skip");
  }

  @Override
  public Reply dial(UUID operator) {
    return tell("dial");
  }

  @Override
  public Reply hangUp(UUID operator) {
    return tell("hang-up");
  }

  @Override
  public Reply hold(UUID operator) {
    return tell("hold");
  }

  @Override
  public Reply unhold(UUID operator) {
    return tell("unhold");
  }

  @Override
  public Reply transfer(UUID operator, UUID to) {
    return tell("transfer");
  }

  @Override
  public Reply record(UUID operator, boolean on) {
    return tell("record " + on);
  }

  @Override
  public boolean records() {
    return records;
  }

  @Override
  public Reply dispose(UUID operator, Disposition disposition, Runnable noted) {
    if (reply instanceof Reply.Done) {
      noted.run();
    }
    return tell("dispose " + disposition.reach());
  }

  @Override
  public Optional<Seat> view(UUID operator) {
    return seat.filter(one -> one.operator().id().equals(operator));
  }

  @Override
  public List<Seat> operators() {
    return Stream.concat(seat.stream(), others.stream()).toList();
  }

  @Override
  public QueueView queue() {
    return new QueueView(List.of(), 0, 0);
  }

  @Override
  public AutoCloseable listen(DeskListener listener) {
    return () -> {};
  }
}
