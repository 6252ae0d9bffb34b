package org.obzvon.console.cli;

import java.io.PrintWriter;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;
import org.obzvon.commands.SuppressionUseCases;
import org.obzvon.document.SafeText;
import org.obzvon.policy.StopKind;
import org.obzvon.policy.Suppression;
import org.obzvon.policy.Suppressions;
import org.obzvon.register.Account;
import org.obzvon.register.Phone;
import org.obzvon.staff.Actor;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// The command `stop add|list|lift`: manages suppressions. A suppression is in force when the command returns.
@Command(name = "stop", description = "Puts in, lists and lifts stop entries.")
public final class StopCommand {
  private final Supplier<SuppressionUseCases> stops;

  @Spec
  private CommandSpec spec;

  public StopCommand(Supplier<SuppressionUseCases> stops) {
    this.stops = stops;
  }

  @Command(name = "add", description = "Stops all contact with a number, or with the household of an account.")
  void add(
      @Parameters(paramLabel = "ACCOUNT_OR_PHONE",
          description = "Account number, or +373... for one telephone.") String target,
      @Option(names = "--kind", paramLabel = "KIND", required = true,
          description = "${COMPLETION-CANDIDATES}") StopKind kind,
      @Option(names = "--until", paramLabel = "DATE",
          description = "Last day of the stop; without it, until lifted.") LocalDate until,
      @Option(names = "--note", paramLabel = "TEXT", defaultValue = "", description = "Why, in words.") String note) {
    Suppression entry = stops.get().add(
        Actor.COMMAND_LINE,
        new SuppressionUseCases.Wanted(
            stops.get().target(SafeText.terminal(target)), kind, Optional.ofNullable(until),
            note));
    out().println("stopped: " + words(entry, stops.get().named(List.of(entry))));
    out().flush();
  }

  @Command(name = "list", description = "Stop entries, newest first; those in force unless --all.")
  void list(@Option(names = "--all", description = "Also those that ended or were lifted.") boolean all) {
    List<Suppression> entries = stops.get().list(all ? Suppressions.Scope.ALL : Suppressions.Scope.IN_FORCE);
    Map<UUID, Account> known = stops.get().named(entries);
    entries.forEach(entry -> out().println(words(entry, known)));
    if (entries.size() == SuppressionUseCases.MOST_LISTED) {
      out().println("(only the newest " + SuppressionUseCases.MOST_LISTED + " are listed)");
    }
    out().flush();
  }

  @Command(name = "lift", description = "Ends a stop entry.")
  void lift(@Parameters(paramLabel = "ID", description = "Id as 'stop list' shows it.") UUID id) {
    stops.get().lift(Actor.COMMAND_LINE, id);
    out().println("lifted: " + id);
    out().flush();
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
    return SafeText.terminal(
        entry.id() + "  " + target + "  " + entry.kind() + "  since " + entry.term().since() + end + lifted
            + "  by " + entry.source() + note);
  }

  private PrintWriter out() {
    return spec.commandLine().getOut();
  }
}
