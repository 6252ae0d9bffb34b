package org.obzvon.console.cli;

import java.io.PrintWriter;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import java.util.function.Supplier;
import org.obzvon.commands.OutageUseCases;
import org.obzvon.document.BadInput;
import org.obzvon.document.SafeText;
import org.obzvon.policy.Outage;
import org.obzvon.staff.Actor;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// The command `outage add|end|list`: manages districts where the service is out and nobody is reminded to pay.
@Command(name = "outage", description = "Announces, ends and lists outages by district.")
public final class OutageCommand {
  private final Supplier<OutageUseCases> outages;
  private final InstantSource clock;

  @Spec
  private CommandSpec spec;

  public OutageCommand(Supplier<OutageUseCases> outages, InstantSource clock) {
    this.outages = outages;
    this.clock = clock;
  }

  @Command(name = "add", description = "The service is out from now on; announcing again gives a new end.")
  void add(
      @Parameters(paramLabel = "DISTRICT", description = "As the register writes it.") String district,
      @Option(names = "--for", paramLabel = "HOURS",
          description = "How many hours; without it, until 'outage end'.") Integer hours) {
    if (district.isBlank()) {
      throw BadInput.of("DISTRICT", "is empty; write the district as the register does");
    }
    if (hours != null && (hours < 1 || hours > 24 * 30)) {
      throw BadInput.of("--for", "must be from 1 to 720 hours, not " + hours);
    }
    var until = Optional.ofNullable(hours).map(length -> clock.instant().plus(Duration.ofHours(length)));
    out().println("out: " + words(outages.get().add(Actor.COMMAND_LINE, district, until)));
    out().flush();
  }

  @Command(name = "end", description = "The service is back.")
  void end(@Parameters(paramLabel = "DISTRICT", description = "As it was announced.") String district) {
    if (!outages.get().end(Actor.COMMAND_LINE, district)) {
      throw BadInput.of("DISTRICT", "no outage is in force in '" + SafeText.terminal(district)
          + "'; 'dialer outage list' names them");
    }
    out().println("back: " + SafeText.terminal(district));
    out().flush();
  }

  @Command(name = "list", description = "Outages, newest first.")
  void list() {
    outages.get().list().forEach(outage -> out().println(words(outage)));
    out().flush();
  }

  private static String words(Outage outage) {
    String end = outage.until().map(until -> "until " + until).orElse("end not known");
    return SafeText.terminal(outage.district() + "  since " + outage.since() + "  " + end);
  }

  private PrintWriter out() {
    return spec.commandLine().getOut();
  }
}
