package org.obzvon.desk;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import java.util.function.Function;
import org.obzvon.call.QueueEvent;
import org.obzvon.call.Switchboard;

/// An exchange that keeps the desk's orders and sends the events that a test wants.
final class TestBoard implements Switchboard {
  static final String NAME = "line";

  final List<Order> orders = new CopyOnWriteArrayList<>();
  Function<Order, Receipt> answer = _ -> Receipt.DONE;
  Present present = new Present(Set.of(), Set.of(), Set.of(), Set.of());
  private Consumer<QueueEvent> events;
  private Runnable connected;

  @Override
  public String exchange() {
    return NAME;
  }

  @Override
  public boolean connected() {
    return true;
  }

  @Override
  public Receipt give(Order order) {
    orders.add(order);
    return answer.apply(order);
  }

  @Override
  public Optional<Present> present() {
    return Optional.of(present);
  }

  @Override
  public void follow(Consumer<QueueEvent> to, Runnable told) {
    events = to;
    connected = told;
  }

  void tell(QueueEvent event) {
    events.accept(event);
  }

  void comesBack() {
    connected.run();
  }

  <O extends Order> List<O> given(Class<O> type) {
    return orders.stream().filter(type::isInstance).map(type::cast).toList();
  }
}
