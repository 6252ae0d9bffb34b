package org.obzvon.console.cli;

import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintWriter;
import java.nio.channels.Channels;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;
import org.obzvon.commands.PersonFile;
import org.obzvon.commands.PersonUseCases;
import org.obzvon.commands.RetentionUseCases;
import org.obzvon.console.api.json.ApiJson;
import org.obzvon.document.BadInput;
import org.obzvon.document.SafeText;
import org.obzvon.person.Person;
import org.obzvon.person.Retention.Removed;
import org.obzvon.person.Retention.Run;
import org.obzvon.staff.Actor;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// The command `person export|erase`: exports or erases a debtor's data at their request. `person retain` removes data
/// whose retention period is over.
@Command(name = "person", description = "Everything that is stored about one person, and its removal.")
public final class PersonCommand {
  private final Supplier<PersonUseCases> desk;
  private final Supplier<RetentionUseCases> retention;

  @Spec
  private CommandSpec spec;

  public PersonCommand(Supplier<PersonUseCases> desk, Supplier<RetentionUseCases> retention) {
    this.desk = desk;
    this.retention = retention;
  }

  @Command(
      name = "export",
      description = "Everything that is stored about an account, or about all accounts with a telephone, as JSON.",
      footer = "Recordings are listed by their path; copy them beside it. Every export is in the audit log.")
  void export(
      @Parameters(paramLabel = "ACCOUNT|PHONE",
          description = "Account number, or +373... for a telephone.") String whom,
      @Option(names = "--file", paramLabel = "FILE",
          description = "New file that you alone may read. Default: the output.") Path file) {
    Writable.refuseUnwritable("--file", file);
    if (file != null && Files.exists(file)) {
      throw taken(file);
    }
    Person person = found(whom);
    PersonFile document = desk.get().export(Actor.COMMAND_LINE, person);
    byte[] json = ApiJson.indented(document);
    if (file == null) {
      line(new String(json, StandardCharsets.UTF_8));
      return;
    }
    write(file, json);
    line("Wrote " + SafeText.terminal(file.toString()) + ": "
        + document.stored().values().stream().mapToInt(List::size).sum()
        + " rows about " + words(person) + ".");
    PersonUseCases.sharing(person).ifPresent(said -> line(SafeText.terminal(said) + "."));
  }

  @Command(
      name = "erase",
      description = "Remove the personal data of an account, or of all accounts with a telephone. Without --confirm: only say what would go.",
      footer = {
        "What the comparison counts stays under an account that leads to nobody, and its figures stay as they are. Stop entries",
        "go on with the bare number. An account that a register brings again is a new one. Backups still hold the person:",
        "after a restore of an older one, erase again."
      })
  void erase(
      @Parameters(paramLabel = "ACCOUNT|PHONE",
          description = "Account number, or +373... for a telephone.") String whom,
      @Option(names = "--confirm", description = "Erase for good; there is no way back.") boolean confirm) {
    Person person = found(whom);
    PersonUseCases.Erased done = confirm ? desk.get().erase(Actor.COMMAND_LINE, person) : desk.get().preview(person);
    line((done.done() ? "Erased " : "Would erase ") + words(person) + ":");
    done.shared().ifPresent(said -> line("  " + SafeText.terminal(said) + "."));
    done.deleted().forEach((table, rows) -> line("  %-18s %6d deleted".formatted(table, rows)));
    done.emptied().forEach((table, rows) -> line("  %-18s %6d kept without personal data".formatted(table, rows)));
    line("  %-18s %6d deleted".formatted("recordings", done.recordings())
        + (done.recordingsElsewhere() == 0
            ? ""
            : "; " + done.recordingsElsewhere()
                + " more are at the exchange's machine or gone: remove them there, 'person export' names them"));
    line("  contacts called off: " + done.calledOff() + "; stop entries that go on with the bare number: "
        + done.stopsKept());
    if (!done.done()) {
      line("Nothing was changed. For good: dialer person erase " + SafeText.terminal(whom) + " --confirm");
    }
  }

  @Command(
      name = "retain",
      description = "Remove now what was kept long enough, as the service does once a year; 'retention' in dialer.yaml says how long.")
  void retain(@Option(names = "--dry-run", description = "Only say what would go.") boolean dryRun) {
    if (dryRun) {
      List<Removed> removed = retention.get().preview();
      removed.forEach(one -> line("  " + words(one)));
      line(removed.isEmpty() ? "Nothing would be removed." : "Nothing was changed.");
      return;
    }
    line(words(retention.get().run(Actor.COMMAND_LINE)));
  }

  @Command(name = "retained", description = "What the runs of 'retain' removed, newest first.")
  void retained() {
    List<Run> runs = retention.get().runs();
    runs.forEach(run -> line(words(run)));
    if (runs.isEmpty()) {
      line("Nothing was ever removed.");
    }
  }

  private static String words(Run run) {
    StringBuilder words = new StringBuilder(run.beganAt() + " by " + SafeText.terminal(run.by())
        + run.endedAt().map(end -> ", ended " + end)
            .orElse(", not ended: it runs, or broke off and the next one goes on"));
    run.removed().forEach(one -> words.append("\n  ").append(words(one)));
    return words + (run.removed().isEmpty() ? "\n  nothing" : "");
  }

  private static String words(Removed removed) {
    return "%-10s %-18s %9d".formatted(removed.kind(), removed.place(), removed.count());
  }

  private static String words(Person person) {
    return SafeText.terminal(
        person.accounts().isEmpty()
            ? "the telephone " + person.asked() + ", which stands in no account"
            : (person.accounts().size() == 1 ? "account " : "accounts ")
                + String.join(", ", person.accounts().keySet()));
  }

  private Person found(String whom) {
    String clean = SafeText.terminal(whom);
    return desk.get().find(clean)
        .orElseThrow(
            () -> BadInput.of(
                "ACCOUNT|PHONE",
                "nothing is stored about '" + clean
                    + "'; write an account number as billing does, or a telephone as +37369123456"));
  }

  /// Writes the file so that only its owner may read it, from its first byte on.
  private static void write(Path file, byte[] json) {
    FileAttribute<?> mine = PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"));
    try (OutputStream out = Channels.newOutputStream(
        Files.newByteChannel(file, Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE), mine))) {
      out.write(json);
      out.write('\n');
    } catch (FileAlreadyExistsException _) {
      throw taken(file);
    } catch (IOException e) {
      throw BadInput.of("--file", file + " could not be written: " + e.getMessage());
    }
  }

  private static BadInput taken(Path file) {
    return BadInput.of("--file", file + " exists already and is not overwritten; name a new file");
  }

  private void line(String text) {
    PrintWriter out = spec.commandLine().getOut();
    out.println(text);
    out.flush();
  }
}
