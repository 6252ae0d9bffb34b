package org.obzvon.console.pages.http;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.obzvon.console.DebtorFile;
import org.obzvon.console.http.View;
import org.obzvon.policy.AccountStory;
import org.obzvon.policy.Suppression;
import org.obzvon.register.Account;

/// A debtor's card: times are those of his own clock, newest first.
public record DebtorView(
    Account account, AccountStory.Story story, List<DebtorFile.Paid> payments, List<DebtorFile.Message> messages,
    Instant now) {
  private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("dd.MM.uuuu HH:mm", Locale.ROOT);

  public String at(Instant moment) {
    return TIME.format(moment.atZone(account.subscriber().place().zone().orElse(ZoneOffset.UTC)));
  }

  public List<AccountStory.Waiting> next() {
    return story.waiting().stream().filter(contact -> !contact.state().isTerminal()).toList();
  }

  public List<AccountStory.Waiting> over() {
    return story.waiting().stream().filter(contact -> contact.state().isTerminal()).toList().reversed();
  }

  /// The policy's newest word: why he is, or is not, contacted now.
  public Optional<AccountStory.Told> lastWord() {
    return story.decisions().isEmpty() ? Optional.empty() : Optional.of(story.decisions().getLast());
  }

  public String target(Suppression stop) {
    return switch (stop.target()) {
      case Suppression.Target.Number(var phone) -> phone.e164();
      case Suppression.Target.Household _ -> "";
    };
  }

  /// @param stored as the ledger has it: outcome, detail and reason, such as `REACHED PROMISED FORGOT`
  public static String outcome(View view, String stored) {
    String[] words = stored.split(" ", 3);
    String name = words.length > 1 ? words[0] + "_" + words[1] : words[0];
    String known = view.named("outcome", name);
    return words.length > 2 ? known + ", " + view.named("reason", words[2]) : known;
  }
}
