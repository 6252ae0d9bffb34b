package org.obzvon;

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
    service.start();
    spec.commandLine().getOut().printf("dialer serves; health: http://127.0.0.1:%d/health%n", service.httpPort());
    service.awaitStop();
    return Commands.OK;
  }
}
