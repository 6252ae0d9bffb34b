package org.obzvon;

import java.io.PrintWriter;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/// Runs until it is told to stop (SIGTERM, Ctrl-C).
@Command(
    name = "serve",
    description = "Run: place the contacts of started campaigns and store what becomes of them.",
    footer = {
      "SIGTERM and Ctrl-C stop it: no new calls, running ones may end within 'stop.within'; then it ends with 143 or 130,"
          + " as the system counts an obeyed signal."
    })
final class ServeCommand implements Callable<Integer> {
  private final Supplier<Settings> settings;

  @Spec private CommandSpec spec;

  ServeCommand(Supplier<Settings> settings) {
    this.settings = settings;
  }

  @Override
  public Integer call() throws InterruptedException {
    Service service = new Service(settings.get());
    Runtime.getRuntime().addShutdownHook(new Thread(service::close, "stop"));
    PrintWriter out = spec.commandLine().getOut();
    service.console().firstPassword().ifPresent(password -> out.printf(
        "Nobody could sign in yet. Sign in once as 'admin' with the password %s and choose your own.%n", password));
    service.start();
    out.printf("dialer serves; health: http://127.0.0.1:%d/health%n", service.httpPort());
    out.printf("The console is at http://127.0.0.1:%d/%n", service.httpPort());
    out.flush();
    service.awaitStop();
    return Commands.OK;
  }
}
