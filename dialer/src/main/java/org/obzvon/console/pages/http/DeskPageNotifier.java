package org.obzvon.console.pages.http;

import java.util.Optional;
import java.util.UUID;
import org.obzvon.console.LiveFeed;
import org.obzvon.desk.DeskEvent;
import org.obzvon.desk.DeskListener;

/// Notifies an operator's page of a change. The page then loads itself again, so that no data of a debtor reaches
/// another operator's page.
public record DeskPageNotifier(LiveFeed feed) implements DeskListener {

  public static String of(UUID operator) {
    return "desk " + operator;
  }

  @Override
  public void heard(DeskEvent event) {
    Optional<UUID> operator = switch (event) {
      case DeskEvent.Changed(var one, _) -> Optional.of(one);
      case DeskEvent.Popped(var one, _, _) -> Optional.of(one);
      case DeskEvent.Ended(_, var one, _, _) -> one;
      case DeskEvent.QueueMoved _,DeskEvent.CallBackKept _ -> Optional.empty();
    };
    operator.ifPresent(one -> feed.news(of(one), "changed", "now")); // browsers drop an event without data
  }
}
