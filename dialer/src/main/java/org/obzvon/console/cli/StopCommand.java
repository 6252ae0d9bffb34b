package org.obzvon.console.cli;

import java.io.PrintWriter;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.obzvon.document.BadInput;
import org.obzvon.policy.StopKind;
import org.obzvon.policy.Suppression;
import org.obzvon.policy.Suppressions;
import org.obzvon.register.Account;
import org.obzvon.register.Accounts;
import org.obzvon.register.Phone;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// `stop add|list|lift`: who is not contacted any more. An entry is in force when the command returns.
@Command(name = "stop", description = "Puts in, lists and lifts stop entries.")
public final class StopCommand {
  private static final int MOST_LISTED = 1_000;
  /// Where a day ends last on Earth: an entry until a day never ends before that day is over for the debtor.
  private static final ZoneOffset LAST_EVENING = ZoneOffset.ofHours(-12);

  private final Supplier<Suppressions> suppressions;
  private final Supplier<Accounts> accounts;

  @Spec private CommandSpec spec;

  public StopCommand(Supplier<Suppressions> suppressions, Supplier<Accounts> accounts) {
    this.suppressions = suppressions;
    this.accounts = accounts;
  }

  @Command(name = "add", description = "Stops all contact with a number, or with the household of an account.")
  void add(
      @Parameters(paramLabel = "ACCOUNT_OR_PHONE", description = "Account number, or +373... for one telephone.")
          String target,
      @Option(names = "--kind", required = true, description = "${COMPLETION-CANDIDATES}") StopKind kind,
      @Option(names = "--until", paramLabel = "DATE", description = "Last day of the stop; without it, until lifted.")
          LocalDate until,
      @Option(names = "--note", defaultValue = "", description = "Why, in words.") String note) {
    Optional<Instant> end =
        Optional.ofNullable(until).map(day -> day.plusDays(1).atStartOfDay().toInstant(LAST_EVENING));
    Suppression entry =
        suppressions.get().add(
            new Suppressions.Stop(target(target), kind, note, end, new Suppression.Origin.OfPerson("command line")));
    out().println("stopped: " + words(entry, known(List.of(entry))));
    out().flush();
  }

  @Command(name = "list", description = "Stop entries, newest first; those in force unless --all.")
  void list(@Option(names = "--all", description = "Also those that ended or were lifted.") boolean all) {
    List<Suppression> entries =
        suppressions.get().list(all ? Suppressions.Scope.ALL : Suppressions.Scope.IN_FORCE, MOST_LISTED);
    Map<UUID, Account> known = known(entries);
    entries.forEach(entry -> out().println(words(entry, known)));
    if (entries.size() == MOST_LISTED) {
      out().println("(only the newest " + MOST_LISTED + " are listed)");
    }
    out().flush();
  }

  @Command(name = "lift", description = "Ends a stop entry.")
  void lift(@Parameters(paramLabel = "ID", description = "Id as 'stop list' shows it.") UUID id) {
    if (!suppressions.get().lift(id)) {
      throw BadInput.of("ID", "no stop entry with this id is in force; 'dialer stop list' names them");
    }
    out().println("lifted: " + id);
    out().flush();
  }

  private Suppression.Target target(String text) {
    if (!text.startsWith("+")) {
      return accounts.get().byNumber(text)
          .map(account -> (Suppression.Target) new Suppression.Target.Household(account.id()))
          .orElseThrow(() -> BadInput.of("ACCOUNT_OR_PHONE", "there is no account '" + Escaped.of(text)
              + "'; a telephone number begins with a plus"));
    }
    try {
      return new Suppression.Target.Number(new Phone(text));
    } catch (IllegalArgumentException _) {
      throw BadInput.of("ACCOUNT_OR_PHONE", "'" + Escaped.of(text)
          + "' is no telephone number; write it as +37369123456");
    }
  }

  private Map<UUID, Account> known(List<Suppression> entries) {
    Set<UUID> ids =
        entries.stream()
            .map(Suppression::target)
            .filter(Suppression.Target.Household.class::isInstance)
            .map(target -> ((Suppression.Target.Household) target).account())
            .collect(Collectors.toSet());
    return ids.isEmpty() ? Map.of() : accounts.get().byIds(ids);
  }

  private static String words(Suppression entry, Map<UUID, Account> known) {
    String target = switch (entry.target()) {
      case Suppression.Target.Number(Phone phone) -> phone.e164();
      case Suppression.Target.Household(UUID account) ->
          "household of " + Optional.ofNullable(known.get(account)).map(Account::number).orElse(account.toString());
    };
    String end = entry.term().until().map(until -> " until " + until).orElse("");
    String lifted = entry.term().liftedAt().map(at -> " lifted " + at).orElse("");
    String note = entry.note().isEmpty() ? "" : " \"" + entry.note() + "\"";
    return Escaped.of(
        entry.id() + "  " + target + "  " + entry.kind() + "  since " + entry.term().since() + end + lifted
            + "  by " + entry.source() + note);
  }

  private PrintWriter out() {
    return spec.commandLine().getOut();
  }
}
