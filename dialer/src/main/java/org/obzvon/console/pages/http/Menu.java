package org.obzvon.console.pages.http;

import java.util.List;
import org.obzvon.console.http.PageContext;
import org.obzvon.staff.Right;

/// The menu of the console, in its order, with the entries that the user may open.
public final class Menu {
  private static final List<Item> ALL = List.of(
      new Item("/desk", "menu.desk", Right.TAKE_CALLS),
      new Item("/board", "menu.board", Right.SEE_BOARD),
      new Item("/campaigns", "menu.campaigns", Right.SEE_CAMPAIGNS),
      new Item("/register", "menu.register", Right.IMPORT_REGISTER),
      new Item("/payments", "menu.payments", Right.IMPORT_PAYMENTS),
      new Item("/debtors", "menu.debtors", Right.SEE_DEBTOR),
      new Item("/inbox", "menu.inbox", Right.SEE_MESSAGES),
      new Item("/tickets", "menu.tickets", Right.SEE_TICKETS),
      new Item("/stops", "menu.stops", Right.SEE_STOPS),
      new Item("/policies", "menu.policies", Right.SEE_RULES),
      new Item("/rates", "menu.rates", Right.SEE_RULES),
      new Item("/exchanges", "menu.exchanges", Right.SEE_EXCHANGES),
      new Item("/users", "menu.users", Right.MANAGE_USERS),
      new Item("/keys", "menu.keys", Right.MANAGE_KEYS),
      new Item("/webhooks", "menu.webhooks", Right.SEE_WEBHOOKS),
      new Item("/audit", "menu.audit", Right.SEE_AUDIT),
      new Item("/retention", "menu.retention", Right.SEE_AUDIT));

  public record Item(String address, String key, Right right) {}

  private Menu() {}

  public static List<Item> of(PageContext view) {
    return ALL.stream().filter(item -> view.may(item.right())).toList();
  }
}
