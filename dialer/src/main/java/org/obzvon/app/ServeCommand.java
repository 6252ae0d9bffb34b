package org.obzvon.app;

import java.io.PrintWriter;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import org.obzvon.config.LogFile;
import org.obzvon.config.Settings;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/// Runs until it is stopped (SIGTERM, Ctrl-C).
@Command(
    name = "serve",
    description = "Run: place the contacts of started campaigns and store what becomes of them.",
    footer = {
      "SIGTERM and Ctrl-C stop it: no new calls, running ones may end within 'stop.within'; then it ends with 143 or 130,"
          + " as the system counts an obeyed signal."
    })
final class ServeCommand implements Callable<Integer> {
  private final Supplier<Settings> settings;

  @Spec
  private CommandSpec spec;

  ServeCommand(Supplier<Settings> settings) {
    this.settings = settings;
  }

  @Override
  public Integer call() throws InterruptedException {
    Settings known = settings.get();
    known.log().file().ifPresent(LogFile::open);
    Service service = new Service(known);
    Runtime.getRuntime().addShutdownHook(new Thread(service::close, "stop"));
    Optional<String> password = service.console().firstPassword();
    service.start();
    PrintWriter out = spec.commandLine().getOut();
    out.printf("dialer serves; health: http://127.0.0.1:%d/health%n", service.httpPort());
    welcome(out, service.httpPort(), known, password);
    out.flush();
    service.awaitStop();
    return Commands.OK;
  }

  /// Prints what a person needs who starts the service for the first time; on later starts only the address.
  private static void welcome(PrintWriter out, int port, Settings settings, Optional<String> password) {
    out.printf("%n  Obzvon is at  http://127.0.0.1:%d/%n", port);
    password.ifPresent(secret -> out.printf(
        "%n  Nobody could sign in yet: sign in once as  admin  with the password  %s%n"
            + "  and choose your own. It is shown only now; 'dialer user password admin' makes another.%n",
        secret));
    if (settings.channels().isEmpty()) {
      out.printf(
          "%n  Neither an exchange nor a gateway for messages is configured: nobody is contacted, everything else%n"
              + "  works. deploy/dialer.yaml explains every key; 'dialer demo' rehearses a campaign without them.%n");
    }
    out.printf("%n  Ctrl+C stops it.%n");
  }
}
