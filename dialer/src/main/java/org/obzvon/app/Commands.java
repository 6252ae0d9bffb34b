package org.obzvon.app;

import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.Optional;
import org.obzvon.app.demo.DemoRun;
import org.obzvon.call.icu.IcuWords;
import org.obzvon.call.yaml.YamlScripts;
import org.obzvon.commands.CampaignFileCheck;
import org.obzvon.comparison.csv.CsvAccountFile;
import org.obzvon.comparison.csv.CsvReport;
import org.obzvon.comparison.json.ComparisonJson;
import org.obzvon.comparison.jte.HtmlReport;
import org.obzvon.comparison.yaml.YamlRateFile;
import org.obzvon.config.InstalledContent;
import org.obzvon.config.InstalledTemplates;
import org.obzvon.config.Settings;
import org.obzvon.config.SettingsFile;
import org.obzvon.console.cli.ApiKeyCommand;
import org.obzvon.console.cli.AppointmentsCommand;
import org.obzvon.console.cli.BackupCommand;
import org.obzvon.console.cli.CallCommand;
import org.obzvon.console.cli.CampaignCommand;
import org.obzvon.console.cli.CompareCommand;
import org.obzvon.console.cli.DemoCommand;
import org.obzvon.console.cli.ExplainCommand;
import org.obzvon.console.cli.InboxCommand;
import org.obzvon.console.cli.InitCommand;
import org.obzvon.console.cli.IvrCommand;
import org.obzvon.console.cli.MailCommand;
import org.obzvon.console.cli.NoticesCommand;
import org.obzvon.console.cli.OutageCommand;
import org.obzvon.console.cli.PaymentsCommand;
import org.obzvon.console.cli.PersonCommand;
import org.obzvon.console.cli.ExperimentPlanCommand;
import org.obzvon.console.cli.PolicyCommand;
import org.obzvon.console.cli.RegisterCommand;
import org.obzvon.console.cli.RestoreCommand;
import org.obzvon.console.cli.SmsCommand;
import org.obzvon.console.cli.StopCommand;
import org.obzvon.console.cli.TicketCommand;
import org.obzvon.console.cli.UserCommand;
import org.obzvon.console.cli.WebhookCommand;
import org.obzvon.console.icu.IcuPhrases;
import org.obzvon.document.BadInput;
import org.obzvon.document.Problem;
import org.obzvon.payment.jooq.JooqPaymentHistory;
import org.obzvon.policy.jooq.JooqAccountTimeline;
import org.obzvon.sms.Purpose;
import org.obzvon.sms.csv.CsvNoticeProofs;
import org.obzvon.sms.jooq.JooqCampaignEventValues;
import org.obzvon.sms.jooq.JooqNoticeProofs;
import org.obzvon.staff.Actor;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.ScopeType;
import picocli.CommandLine;

/// The root command with its subcommands and their dependencies. Bad input ends with exit code 2 and a message, a fault
/// of ours with 1.
@Command(
    name = "dialer",
    mixinStandardHelpOptions = true,
    scope = ScopeType.INHERIT,
    version = "Obzvon dialer 0.1",
    description = "Calls and texts an operator's debtors and shows what brings the money in.",
    synopsisSubcommandLabel = "COMMAND")
public final class Commands implements AutoCloseable {
  static final int OK = 0;
  public static final int FAULT = 1;
  public static final int BAD_INPUT = 2;

  private static final Path USUAL_FILE = Path.of("dialer.yaml");

  @Option(
      names = "--config",
      paramLabel = "FILE",
      scope = ScopeType.INHERIT,
      description = "Configuration. Default: $OBZVON_CONFIG, else dialer.yaml in this folder. Without any, only demo,"
          + " init and commands that merely check or reckon work.")
  private Path config;

  private CommandDatabase opened;

  public static int run(String... args) {
    try (Commands root = new Commands()) {
      Optional.ofNullable(System.getenv("OBZVON_CONFIG"))
          .filter(name -> !name.isBlank())
          .ifPresent(name -> root.config = Path.of(name));
      return root.commandLine().execute(args);
    }
  }

  public CommandLine commandLine() {
    Clock clock = Clock.systemUTC();
    YamlRateFile rates = new YamlRateFile(() -> settingsOrDefaults().rates());
    CommandLine line = new CommandLine(this)
        .addSubcommand(new RegisterCommand(() -> desk().registers().by(Actor.COMMAND_LINE)))
        .addSubcommand(new CampaignCommand(this::campaignFiles, () -> desk().campaigns(), clock))
        .addSubcommand(new PaymentsCommand(() -> desk().payments().by(Actor.COMMAND_LINE)))
        .addSubcommand(
            new CompareCommand(
                () -> opened().adapters().reports(),
                new CsvAccountFile(), rates, new ComparisonJson(), new CsvReport(), HtmlReport::new))
        .addSubcommand(new ExperimentPlanCommand(rates, clock))
        .addSubcommand(
            new ExplainCommand(
                () -> opened().adapters().accounts(),
                () -> opened().adapters().statuses(),
                () -> new JooqAccountTimeline(opened().db(), opened().adapters().suppressions()),
                () -> new JooqNoticeProofs(opened().db()),
                () -> new JooqPaymentHistory(opened().db(), clock),
                IcuPhrases.all(ZoneOffset.UTC), // explain gives times in the debtor's zone
                clock))
        .addSubcommand(
            new StopCommand(() -> desk().stops()))
        .addSubcommand(new PersonCommand(() -> desk().persons(), () -> desk().retention()))
        .addSubcommand(new OutageCommand(() -> desk().outages(), clock))
        .addSubcommand(new PolicyCommand(() -> InstalledContent.load(settingsOrDefaults()).profiles()))
        .addSubcommand(new IvrCommand(
            YamlScripts::new, IcuWords::new,
            () -> InstalledTemplates.load(settingsOrDefaults()).sendable().get(Purpose.STEP), clock))
        .addSubcommand(
            new SmsCommand(
                () -> InstalledTemplates.load(settingsOrDefaults()).templates(),
                folder -> InstalledTemplates.load(settingsOrDefaults(), folder).templates(),
                () -> new SmsCommand.Desk(
                    opened().adapters().wording(), new JooqCampaignEventValues(opened().db()),
                    opened().adapters().accounts(),
                    settings().texting().routing())))
        .addSubcommand(
            new NoticesCommand(
                () -> new JooqNoticeProofs(opened().db()),
                (which, file) -> new CsvNoticeProofs(new JooqNoticeProofs(opened().db())).write(which, file)))
        .addSubcommand(new AppointmentsCommand(() -> desk().appointments(), clock))
        .addSubcommand(new InboxCommand(() -> desk().inbox(), () -> opened().adapters().accounts(), clock))
        .addSubcommand(new TicketCommand(() -> desk().tickets()))
        .addSubcommand(new UserCommand(() -> desk().staff()))
        .addSubcommand(new ApiKeyCommand(() -> desk().keys()))
        .addSubcommand(
            new WebhookCommand(() -> desk().webhooks()))
        .addSubcommand(new CallCommand(() -> desk().testCalls()))
        .addSubcommand(new BackupCommand(() -> new DatabaseArchive(settings().database(), clock)))
        .addSubcommand(
            new RestoreCommand(() -> new DatabaseArchive(settings().database(), clock), () -> desk().restores()))
        .addSubcommand(new MailCommand(() -> new MailTrial(settings(), clock)))
        .addSubcommand(new InitCommand())
        .addSubcommand(new ServeCommand(this::settings))
        .addSubcommand(new DemoCommand(DemoRun::new, new ComparisonJson()));
    PrintWriter out = new PrintWriter(System.out, true, StandardCharsets.UTF_8);
    PrintWriter err = new PrintWriter(System.err, true, StandardCharsets.UTF_8);
    return line.setCaseInsensitiveEnumValuesAllowed(true).setOut(out).setErr(err)
        .setExecutionExceptionHandler(Commands::explain);
  }

  private static int explain(Exception fault, CommandLine command, CommandLine.ParseResult parsed) {
    PrintWriter err = command.getErr();
    if (fault instanceof BadInput bad) {
      for (Problem problem : bad.problems()) {
        err.println("dialer: " + problem);
      }
      return BAD_INPUT;
    }
    err.println("dialer: a fault of the program: " + fault);
    fault.printStackTrace(err);
    return FAULT;
  }

  /// Returns the installation's configuration. A command on stored data never guesses it: in another folder it would
  /// write into a new, empty database while the service goes on with its own.
  Settings settings() {
    return SettingsFile.read(
        configured()
            .orElseThrow(
                () -> BadInput.of(
                    "configuration",
                    "there is no dialer.yaml in " + Path.of("").toAbsolutePath() + ", and neither --config nor"
                        + " OBZVON_CONFIG names one; go to the folder of your installation or name its file. A new"
                        + " installation begins with 'dialer init', which writes a dialer.yaml that explains every key")));
  }

  /// Returns the settings for commands that only check or calculate and open no database.
  private Settings settingsOrDefaults() {
    return configured().map(SettingsFile::read).orElseGet(() -> SettingsFile.defaults(Path.of("").toAbsolutePath()));
  }

  private Optional<Path> configured() {
    return Optional.ofNullable(config).or(() -> Optional.of(USUAL_FILE).filter(Files::exists));
  }

  private CampaignFileCheck campaignFiles() {
    Settings known = settingsOrDefaults();
    return InstalledContent.load(known).files(known.channels());
  }

  private ConsoleAssembly desk() {
    return new ConsoleAssembly(opened().adapters(), settings());
  }

  private CommandDatabase opened() {
    if (opened == null) {
      opened = new CommandDatabase(settings());
    }
    return opened;
  }

  @Override
  public void close() {
    if (opened != null) {
      opened.close();
    }
  }
}
