package org.obzvon.console.cli;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import org.obzvon.backup.Archive;
import org.obzvon.document.SafeText;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// The command `backup FILE`: writes the whole database into one file while the service runs.
@Command(
    name = "backup",
    description = "Write the whole database, as it is at one moment, into one file; the service may run.",
    footer = {
      "The file holds personal data and is readable by you alone. Recordings, sound files and the configuration are not",
      "in it: copy those folders as files. 'dialer restore FILE' takes it back, on this or another PostgreSQL."
    })
public final class BackupCommand implements Callable<Integer> {
  private final Supplier<Archive> archive;

  @Parameters(paramLabel = "FILE", description = "New file; one that exists is not overwritten.")
  private Path file;

  @Spec
  private CommandSpec spec;

  public BackupCommand(Supplier<Archive> archive) {
    this.archive = archive;
  }

  @Override
  public Integer call() {
    Archive.Summary written;
    try (TerminalProgress progress = new TerminalProgress()) {
      written = archive.get().backup(file, progress);
    }
    PrintWriter out = spec.commandLine().getOut();
    out.printf(
        "Wrote %s: %d rows of %d tables (schema version %s) as of %s, %d bytes.%n", SafeText.terminal(file.toString()),
        written.rows(), written.tables(), written.schemaVersion(), written.takenAt(), written.bytes());
    out.flush();
    return 0;
  }
}
