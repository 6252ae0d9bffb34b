package org.obzvon.console.pages.http;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import org.obzvon.register.Account;

/// Times of an operator's page, by the debtor's clock.
public final class DeskWords {
  private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("dd.MM.uuuu HH:mm", Locale.ROOT);

  private DeskWords() {}

  public static String at(Account account, Instant moment) {
    return TIME.format(moment.atZone(account.subscriber().place().zone().orElse(ZoneOffset.UTC)));
  }
}
