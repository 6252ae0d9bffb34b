package org.obzvon.console.pages.http;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.obzvon.commands.TicketUseCases;
import org.obzvon.console.DebtorSearch;
import org.obzvon.console.http.PageContext;
import org.obzvon.payment.PaymentHistory;
import org.obzvon.policy.AccountTimeline;
import org.obzvon.policy.Decision;
import org.obzvon.policy.Suppression;
import org.obzvon.register.Account;
import org.obzvon.schedule.AccountStatus;

/// The page of one debtor. Times are in the debtor's time zone, newest first.
public record DebtorView(
    Account account, AccountStatus status, AccountTimeline.Story story, List<PaymentHistory.Entry> payments,
    List<DebtorSearch.Message> messages, List<TicketUseCases.Given> reasons, Instant now) {
  private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("dd.MM.uuuu HH:mm", Locale.ROOT);

  public String at(Instant moment) {
    return TIME.format(moment.atZone(account.subscriber().place().zone().orElse(ZoneOffset.UTC)));
  }

  public List<AccountTimeline.Waiting> next() {
    return story.waiting().stream().filter(contact -> !contact.state().isTerminal()).toList();
  }

  public List<AccountTimeline.Waiting> over() {
    return story.waiting().stream().filter(contact -> contact.state().isTerminal()).toList().reversed();
  }

  /// Returns the mark of a campaign's decision at this moment.
  public static String mark(Decision decision) {
    return switch (decision) {
      case Decision.Allowed _ -> "good";
      case Decision.Deferred _ -> "warn";
      case Decision.Refused _ -> "bad";
    };
  }

  public static String verdict(Decision decision) {
    return switch (decision) {
      case Decision.Allowed _ -> "ALLOWED";
      case Decision.Deferred _ -> "DEFERRED";
      case Decision.Refused _ -> "REFUSED";
    };
  }

  public String target(Suppression stop) {
    return switch (stop.target()) {
      case Suppression.Target.Number(var phone) -> phone.e164();
      case Suppression.Target.Household _ -> "";
    };
  }

  /// @param stored text in the ledger: outcome, detail and reason, such as `REACHED PROMISED FORGOT`
  public static String outcome(PageContext view, String stored) {
    String[] words = stored.split(" ", 3);
    String name = words.length > 1 ? words[0] + "_" + words[1] : words[0];
    String known = view.named("outcome", name);
    return words.length > 2 ? known + ", " + view.named("reason", words[2]) : known;
  }
}
