package org.obzvon.console.cli;

import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.obzvon.commands.InboxUseCases;
import org.obzvon.document.BadInput;
import org.obzvon.document.SafeText;
import org.obzvon.register.Account;
import org.obzvon.register.Accounts;
import org.obzvon.sms.Inbox.Entry;
import org.obzvon.sms.Inbox.Kind;
import org.obzvon.sms.answers.AnswerReader;
import org.obzvon.staff.Actor;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// The command `inbox list|show|close|read`: shows the debtors' text messages that a person has to read, and how a text
/// is understood.
@Command(name = "inbox", description = "Answers of debtors by text message.")
public final class InboxCommand {
  private static final int MOST_LISTED = 500;

  private final Supplier<InboxUseCases> inbox;
  private final Supplier<Accounts> accounts;

  private final Clock clock;

  @Spec
  private CommandSpec spec;

  public InboxCommand(Supplier<InboxUseCases> inbox, Supplier<Accounts> accounts, Clock clock) {
    this.inbox = inbox;
    this.accounts = accounts;
    this.clock = clock;
  }

  @Command(name = "list", description = "Answers that wait for somebody, oldest first.")
  void list() {
    List<Entry> open = inbox.get().open(MOST_LISTED);
    Map<UUID, Account> known = accounts.get()
        .byIds(open.stream().flatMap(entry -> entry.account().stream()).collect(Collectors.toSet()));
    for (Entry entry : open) {
      line(entry.id() + "  " + entry.incoming().receivedAt() + "  " + entry.incoming().from() + "  "
          + number(entry, known) + "  " + taken(entry) + "  " + entry.incoming().text());
    }
    line(open.isEmpty() ? "nothing waits"
        : open.size() + " wait"
            + (open.size() == MOST_LISTED ? " (only the oldest are listed)" : ""));
    long undecoded = open.stream().filter(entry -> entry.incoming().marks().unknownCoding()).count();
    if (undecoded > 0) {
      line(undecoded + " came in an unknown coding and are shown as bytes");
    }
  }

  @Command(name = "show", description = "One answer, and the message that it answers.")
  void show(@Parameters(paramLabel = "ID", description = "Id as 'inbox list' shows it.") UUID id) {
    Entry entry = inbox.get().find(id).orElseThrow(InboxCommand::unknown);
    Map<UUID, Account> known = accounts.get().byIds(entry.account().stream().collect(Collectors.toSet()));
    line("received  " + entry.incoming().receivedAt() + " by " + entry.incoming().gateway());
    line("from      " + entry.incoming().from() + " to " + entry.incoming().to());
    line("account   " + number(entry, known));
    line("taken for " + taken(entry) + entry.closedAt().map(at -> ", closed " + at).orElse(", open"));
    line("answers   " + entry.answers().orElse("nothing that we sent in the last days"));
    line("text      " + entry.incoming().text());
    if (entry.incoming().marks().partMissing()) {
      line("          a part of it did not arrive");
    }
  }

  @Command(name = "close", description = "Somebody has dealt with it.")
  void close(@Parameters(paramLabel = "ID", description = "Id as 'inbox list' shows it.") UUID id) {
    if (!inbox.get().close(Actor.COMMAND_LINE, id)) {
      throw unknown();
    }
    line("closed: " + id);
  }

  @Command(
      name = "read",
      description = {
        "Prints how a text would be understood, one line a text: STOP, PROMISE yyyy-mm-dd, PAID or OTHER, where it says so with"
            + " the reason for not paying.",
        "Nothing is stored and no configuration is read."
      })
  void read(
      @Parameters(paramLabel = "TEXT", arity = "0..1", description = "What a debtor wrote.") String text,
      @Option(names = "--file", paramLabel = "FILE",
          description = "Texts in UTF-8, one a line; '-' reads standard input.") String file,
      @Option(names = "--on", paramLabel = "DATE",
          description = "The day on which it was written (default: today).") LocalDate on) {
    if ((text == null) == (file == null)) {
      throw BadInput.of("TEXT", "give either one text in quotes or --file FILE");
    }
    LocalDate day = on == null ? LocalDate.ofInstant(clock.instant(), clock.getZone()) : on;
    if (text != null) {
      line(AnswerReader.read(text, day).words());
    } else {
      Utf8Lines.each(file, one -> line(AnswerReader.read(one, day).words()));
    }
  }

  private static String taken(Entry entry) {
    return entry.kind() + entry.reason().filter(_ -> entry.kind() != Kind.PAID).map(reason -> " " + reason).orElse("");
  }

  private static BadInput unknown() {
    return BadInput.of("ID", "no answer with this id waits; 'dialer inbox list' names them");
  }

  private static String number(Entry entry, Map<UUID, Account> known) {
    return entry.account().map(known::get).map(Account::number).orElse("unknown");
  }

  /// Prints a line escaped, because it may hold anything that a stranger writes.
  private void line(String text) {
    spec.commandLine().getOut().println(SafeText.terminal(text));
    spec.commandLine().getOut().flush();
  }
}
