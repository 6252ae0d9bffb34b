package org.obzvon.console.cli;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.function.Supplier;
import org.obzvon.campaign.Campaign;
import org.obzvon.campaign.CampaignState;
import org.obzvon.commands.CampaignControl;
import org.obzvon.commands.CampaignFileCheck;
import org.obzvon.commands.CampaignUseCases;
import org.obzvon.document.Problem;
import org.obzvon.document.SafeText;
import org.obzvon.schedule.DryRun;
import org.obzvon.staff.Actor;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// The command `campaign create|dry-run|start|pause|stop|list`.
@Command(name = "campaign", description = "Create, try, start, pause and stop campaigns.")
public final class CampaignCommand {
  private final Supplier<CampaignFileCheck> files;
  private final Supplier<CampaignUseCases> desk;
  private final InstantSource clock;

  @Spec
  private CommandSpec spec;

  public CampaignCommand(Supplier<CampaignFileCheck> files, Supplier<CampaignUseCases> desk, InstantSource clock) {
    this.files = files;
    this.desk = desk;
    this.clock = clock;
  }

  @Command(description = "Check a campaign file and store it as a draft that contacts nobody.")
  int create(
      @Parameters(paramLabel = "FILE", description = "The campaign, YAML.") Path file,
      @Option(names = "--dry-run", description = "Check only.") boolean dryRun) {
    if (dryRun) {
      var definition = files.get().read(file);
      LocalDate today = LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC);
      warn(files.get().warnings().of(definition.name(), definition, today));
      out().println("The file is right; nothing was stored.");
      return 0;
    }
    Campaign campaign = desk.get().create(Actor.COMMAND_LINE, file);
    out().printf("Campaign '%s' is stored as a draft. See whom it would contact: dialer campaign dry-run %s%n",
        campaign.name(), campaign.name());
    warn(control().warnings(campaign.definition()));
    return 0;
  }

  @Command(name = "dry-run", description = "Say whom the campaign would contact now and why not the others.")
  int dryRun(@Parameters(paramLabel = "NAME") String name) {
    Campaign campaign = control().named(name);
    DryRun.Result result = control().dryRun(campaign);
    PrintWriter out = out();
    out.printf("Campaign '%s', as of %s; nobody is contacted by this.%n", name, clock.instant());
    if (campaign.state() == CampaignState.PAUSED) {
      out.println("It is paused: what is due below waits until it is started again"
          + (campaign.definition().givesNotices() ? ", notices too." : "."));
    }
    warn(control().warnings(campaign.definition()));
    out.printf("%-32s %8d%n", "overdue accounts", result.overdue());
    out.printf("%-32s %8d%n", "in no segment", result.inNoSegment());
    out.println("by arm:");
    result.byArm().forEach((arm, count) -> out.printf("  %-30s %8d%n", arm, count));
    out.println("steps due now:");
    result.byDecision().forEach((decision, count) -> out.printf("  %-30s %8d%n", decision, count));
    return 0;
  }

  @Command(description = "Start or go on. The first start lays down what the campaign will be judged by.")
  int start(
      @Parameters(paramLabel = "NAME") String name,
      @Option(names = "--underpowered-anyway",
          description = "Start although it is too small to show the effect in its goals; the report says so.") boolean underpoweredAnyway) {
    Campaign campaign = control().named(name);
    desk.get().start(Actor.COMMAND_LINE, campaign, underpoweredAnyway);
    out().printf("Campaign '%s' runs; 'dialer serve' places its contacts.%n", campaign.name());
    return 0;
  }

  @Command(description = "Give it another definition; arms and experiment stay. The report shows that it changed.")
  int change(
      @Parameters(paramLabel = "NAME") String name,
      @Parameters(paramLabel = "FILE", description = "The campaign, YAML.") Path file) {
    boolean judged = desk.get().redefine(Actor.COMMAND_LINE, control().named(name), file);
    out().printf("Campaign '%s' is changed%s.%n", name,
        judged ? "; so is what it will be judged by, and the report says so" : "");
    warn(control().warnings(control().named(name).definition()));
    return 0;
  }

  @Command(description = "Place nothing, notices neither, until it is started again; running calls end as they would.")
  int pause(@Parameters(paramLabel = "NAME") String name) {
    Campaign campaign = move(name, CampaignState.PAUSED, "is paused");
    if (campaign.definition().givesNotices()) {
      out().println("Its notices wait too, and one whose time passes meanwhile is not given at all. Whose service is");
      out().println("to be restricted must have been told: 'dialer notices list' shows who was.");
    }
    return 0;
  }

  @Command(description = "End for good and withdraw what waits, notices too.")
  int stop(@Parameters(paramLabel = "NAME") String name) {
    move(name, CampaignState.STOPPED, "is stopped");
    return 0;
  }

  @Command(description = "All campaigns.")
  int list() {
    out().printf("%-24s %-10s %-20s %s%n", "name", "state", "started", "experiment");
    for (Campaign campaign : control().all()) {
      out().printf("%-24s %-10s %-20s %s%s%n", campaign.name(), campaign.state(),
          campaign.startedAt().map(Object::toString).orElse("-"), campaign.definition().experiment().name(),
          campaign.simulated() ? " (simulated)" : "");
    }
    return 0;
  }

  private Campaign move(String name, CampaignState to, String done) {
    Campaign campaign = control().named(name);
    desk.get().move(Actor.COMMAND_LINE, campaign, to);
    out().printf("Campaign '%s' %s.%n", campaign.name(), done);
    return campaign;
  }

  private void warn(List<Problem> warnings) {
    warnings.forEach(one -> out().println(SafeText.terminal("Warning: " + one)));
  }

  private CampaignControl control() {
    return desk.get().control();
  }

  private PrintWriter out() {
    return spec.commandLine().getOut();
  }
}
