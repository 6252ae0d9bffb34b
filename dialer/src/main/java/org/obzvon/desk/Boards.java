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

/// The exchanges by name.
final class Boards {
  private static final Logger LOG = LoggerFactory.getLogger(Boards.class);

  private final Map<String, Switchboard> byName;

  Boards(List<? extends Switchboard> boards) {
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

  /// For orders that follow from an event: whoever follows events must not wait for a receipt. A channel that is to end
  /// may have ended.
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
