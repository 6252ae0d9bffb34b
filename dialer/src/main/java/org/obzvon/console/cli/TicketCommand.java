package org.obzvon.console.cli;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Supplier;
import org.obzvon.commands.TicketUseCases;
import org.obzvon.console.TicketView;
import org.obzvon.console.api.json.ApiJson;
import org.obzvon.contact.NonPaymentReason;
import org.obzvon.document.BadInput;
import org.obzvon.document.SafeText;
import org.obzvon.reason.Ticket;
import org.obzvon.reason.TicketState;
import org.obzvon.reason.Tickets;
import org.obzvon.staff.Actor;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// The command `ticket list|show|answer|close`: manages reasons of debtors that a person has to deal with.
@Command(name = "ticket", description = "Complaints and other reasons of debtors that a person has to deal with.")
public final class TicketCommand {
  private final Supplier<TicketUseCases> desk;

  @Spec
  private CommandSpec spec;

  public TicketCommand(Supplier<TicketUseCases> desk) {
    this.desk = desk;
  }

  @Command(name = "list", description = "Tickets, newest first; those that are not closed unless --all or --state.")
  void list(
      @Option(names = "--state", paramLabel = "STATE", split = ",",
          description = "${COMPLETION-CANDIDATES}") Set<TicketState> states,
      @Option(names = "--kind", paramLabel = "REASON", description = "${COMPLETION-CANDIDATES}") NonPaymentReason kind,
      @Option(names = "--account", paramLabel = "ACCOUNT", description = "Account number.") String account,
      @Option(names = "--all", description = "Also those that are closed.") boolean all,
      @Option(names = "--json", description = "As the API shows them.") boolean json) {
    if (all && states != null) {
      throw BadInput.of("--all", "and --state exclude each other; leave one out");
    }
    Set<TicketState> wanted = all ? Set.of() : Optional.ofNullable(states).orElse(Tickets.Filter.NOT_CLOSED);
    var filter = new Tickets.Filter(wanted, Optional.ofNullable(kind), Optional.ofNullable(account), Optional.empty());
    List<Ticket> found = desk.get().page(filter, Optional.empty(), TicketUseCases.MOST_LISTED);
    if (json) {
      json(Map.of("items", found.stream().map(TicketView::of).toList()));
      return;
    }
    found.forEach(ticket -> line(words(ticket)));
    line(found.isEmpty() ? "no tickets"
        : found.size() + (found.size() == 1 ? " ticket" : " tickets")
            + (found.size() == TicketUseCases.MOST_LISTED ? " (only the newest are listed)" : ""));
  }

  private static String words(Ticket ticket) {
    Ticket.Opening opening = ticket.opening();
    return ticket.id() + "  " + opening.at() + "  " + ticket.subject().number() + "  " + ticket.kind() + "  "
        + ticket.state() + (ticket.holdsDemands() ? "  no demands" : "")
        + (opening.complaints() > 1 ? "  said " + opening.complaints() + " times" : "")
        + (opening.words().isEmpty() ? "" : "  " + opening.words());
  }

  @Command(name = "show", description = "One ticket with everything about it.")
  void show(
      @Parameters(paramLabel = "ID", description = "Id as 'ticket list' shows it.") UUID id,
      @Option(names = "--json", description = "As the API shows it.") boolean json) {
    Ticket ticket = desk.get().find(id).orElseThrow(TicketCommand::unknown);
    if (json) {
      json(TicketView.of(ticket));
      return;
    }
    Ticket.Opening opening = ticket.opening();
    line("ticket    " + ticket.id() + ", " + ticket.state());
    line("account   " + ticket.subject().number());
    line("reason    " + ticket.kind() + ", heard by " + opening.listener()
        + opening.operator().map(name -> " (" + name + ")").orElse("")
        + opening.attempt().map(attempt -> " in attempt " + attempt).orElse(""));
    line("opened    " + opening.at() + ", said " + opening.complaints()
        + (opening.complaints() == 1 ? " time" : " times, the last time at " + opening.lastHeardAt()));
    line("demands   " + (ticket.holdsDemands() ? "none to the household " + hold(ticket) : "go on"));
    line("words     " + opening.words());
    ticket.answered().ifPresent(step -> line("answered  " + step.at() + " by " + step.by() + ": " + step.note()));
    ticket.closed().ifPresent(step -> line("closed    " + step.at() + " by " + step.by() + ": " + step.note()));
  }

  private static String hold(Ticket ticket) {
    return switch (ticket.hold()) {
      case NOTHING -> "";
      case UNTIL_ANSWERED -> "until it is answered or closed";
      case UNTIL_CLOSED -> "until it is closed";
    };
  }

  @Command(name = "answer", description = "The debtor has his answer; the ticket stays until it is closed.")
  void answer(
      @Parameters(paramLabel = "ID", description = "Id as 'ticket list' shows it.") UUID id,
      @Option(names = "--note", paramLabel = "TEXT", required = true,
          description = "What he was answered.") String note) {
    desk.get().answer(Actor.COMMAND_LINE, id, note);
    line("answered: " + id);
  }

  @Command(name = "close", description = "It is dealt with; demands may go on.")
  void close(
      @Parameters(paramLabel = "ID", description = "Id as 'ticket list' shows it.") UUID id,
      @Option(names = "--note", paramLabel = "TEXT", required = true,
          description = "How it was dealt with.") String note) {
    desk.get().close(Actor.COMMAND_LINE, id, note);
    line("closed: " + id);
  }

  private static BadInput unknown() {
    return BadInput.of("ID", "there is no ticket with this id; 'dialer ticket list' names them");
  }

  private void json(Object value) {
    spec.commandLine().getOut().println(new String(ApiJson.write(value), StandardCharsets.UTF_8));
    spec.commandLine().getOut().flush();
  }

  /// Prints a line escaped, because debtors' words come from outside.
  private void line(String text) {
    spec.commandLine().getOut().println(SafeText.terminal(text));
    spec.commandLine().getOut().flush();
  }
}
