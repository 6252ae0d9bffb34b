package org.obzvon.console.pages.http;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import org.obzvon.register.Account;

/// Times on an operator's page, in the debtor's time zone.
public final class DeskTimes {
  private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("dd.MM.uuuu HH:mm", Locale.ROOT);

  private DeskTimes() {}

  public static String at(Account account, Instant moment) {
    return TIME.format(moment.atZone(account.subscriber().place().zone().orElse(ZoneOffset.UTC)));
  }
}
