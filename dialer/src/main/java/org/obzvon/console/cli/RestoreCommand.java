package org.obzvon.console.cli;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import org.obzvon.backup.Archive;
import org.obzvon.commands.RestoreUseCases;
import org.obzvon.document.BadInput;
import org.obzvon.staff.Actor;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// The commands `restore FILE` and `restore --confirm`.
@Command(
    name = "restore",
    description = "Restore a backup into an empty database; afterwards every campaign is paused until --confirm.",
    footer = {
      "Calls, texts, payments and suppressions since the backup are missing after a restore. Import payments again, put",
      "in the stop entries that are known, and confirm then: campaigns that ran when the backup was taken go on."
    })
public final class RestoreCommand implements Callable<Integer> {
  private final Supplier<Archive> archive;
  private final Supplier<RestoreUseCases> desk;

  @Parameters(paramLabel = "FILE", arity = "0..1", description = "As 'dialer backup' wrote it.")
  private Path file;

  @Option(names = "--confirm", description = "Let the campaigns run again that the restore paused.")
  private boolean confirm;

  @Spec
  private CommandSpec spec;

  public RestoreCommand(Supplier<Archive> archive, Supplier<RestoreUseCases> desk) {
    this.archive = archive;
    this.desk = desk;
  }

  @Override
  public Integer call() {
    if (confirm == (file != null)) {
      throw BadInput.of("restore", "takes a FILE, or --confirm for the restore before");
    }
    PrintWriter out = spec.commandLine().getOut();
    if (confirm) {
      List<String> running = desk.get().confirm(Actor.COMMAND_LINE);
      out.println("Confirmed. " + (running.isEmpty() ? "No campaign ran."
          : "Running again: "
              + String.join(", ", running) + "."));
    } else {
      restore(out);
    }
    out.flush();
    return 0;
  }

  private void restore(PrintWriter out) {
    Archive.Summary restored;
    try (TerminalProgress progress = new TerminalProgress()) {
      restored = archive.get().restore(file, progress);
    }
    out.printf("Restored %d rows of %d tables as of %s.%n", restored.rows(), restored.tables(), restored.takenAt());
    out.println(
        "Every campaign is paused: calls, texts, payments and suppressions since then are missing. Put in again what");
    out.println("is known of them, then: dialer restore --confirm");
  }
}
