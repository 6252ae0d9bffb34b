package org.obzvon.desk;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.obzvon.call.Switchboard;
import org.obzvon.call.Switchboard.Order;
import org.obzvon.call.Switchboard.Receipt;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Finds the exchanges by name.
final class SwitchboardsByName {
  private static final Logger LOG = LoggerFactory.getLogger(SwitchboardsByName.class);

  private final Map<String, Switchboard> byName;

  SwitchboardsByName(List<? extends Switchboard> boards) {
    this.byName = boards.stream().collect(Collectors.toMap(Switchboard::exchange, Function.identity()));
  }

  Collection<Switchboard> all() {
    return byName.values();
  }

  Optional<Switchboard> named(String exchange) {
    return Optional.ofNullable(byName.get(exchange));
  }

  Receipt give(String exchange, Order order) {
    return named(exchange)
        .map(board -> board.give(order))
        .orElseGet(() -> new Receipt(false, "there is no exchange " + exchange));
  }

  /// Gives an order that follows from an event on a thread of its own, because a listener must not wait for a receipt.
  /// The channel that the order is to end may have ended already.
  void giveLater(String exchange, Order order) {
    Thread.ofVirtual().name("order").start(() -> {
      Receipt receipt = give(exchange, order);
      boolean goneAlready = order instanceof Order.HangUpLeg || order instanceof Order.HangUpDebtor;
      if (!receipt.done() && !goneAlready) {
        LOG.info("exchange {} did not take {}: {}", exchange, order.getClass().getSimpleName(), receipt.why());
      }
    });
  }
}
