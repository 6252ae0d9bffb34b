package org.obzvon.console.cli;

import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.obzvon.document.BadInput;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// The command `init`: begins an installation by writing its configuration, every key with its default and its
/// explanation.
@Command(name = "init", description = "Begin an installation: write a dialer.yaml that explains every key.")
public final class InitCommand implements Callable<Integer> {
  private static final String SHIPPED = "/deploy/dialer.yaml";

  @Parameters(paramLabel = "FOLDER", arity = "0..1", defaultValue = "", description = "Where; default: this folder.")
  private Path folder;

  @Spec
  private CommandSpec spec;

  @Override
  public Integer call() {
    Path file = folder.toAbsolutePath().resolve("dialer.yaml");
    try (InputStream shipped = Objects.requireNonNull(InitCommand.class.getResourceAsStream(SHIPPED), SHIPPED)) {
      Files.createDirectories(file.getParent());
      Files.copy(shipped, file);
    } catch (FileAlreadyExistsException _) {
      throw BadInput.of(file.toString(), "exists already and is left as it is; remove it first to begin anew");
    } catch (IOException e) {
      throw BadInput.of(file.toString(), "could not be written: " + e.getMessage() + "; name a folder that is yours");
    }
    PrintWriter out = spec.commandLine().getOut();
    out.println("Wrote " + file + ": every key with its default and what it is for.");
    out.println("It runs as it is and contacts nobody until an exchange or a gateway for messages stands in it.");
    out.println("Start it in that folder with 'dialer serve'; its data go into the folder data beside the file.");
    out.flush();
    return 0;
  }
}
