package org.obzvon.console.cli;

import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Supplier;
import org.obzvon.document.BadInput;
import org.obzvon.document.SafeText;
import org.obzvon.register.Account;
import org.obzvon.register.Accounts;
import org.obzvon.register.Phone;
import org.obzvon.sms.GatewayTerms;
import org.obzvon.sms.MessageTemplate;
import org.obzvon.sms.CampaignEventValues;
import org.obzvon.sms.MessageWriter;
import org.obzvon.sms.NotWritten;
import org.obzvon.sms.Purpose;
import org.obzvon.sms.Routing;
import org.obzvon.sms.Templates;
import org.obzvon.sms.TextMessage;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// The commands `sms check` and `sms preview`: check and preview messages before a debtor receives one.
@Command(name = "sms", description = "Checks and previews text messages.")
public final class SmsCommand {
  private final Supplier<Templates> configured;
  private final Function<Path, Templates> folders;
  private final Supplier<Desk> desk;

  @Spec
  private CommandSpec spec;

  /// The parts from which a preview is made.
  public record Desk(MessageWriter wording, CampaignEventValues subjects, Accounts accounts, Routing routing) {}

  /// @param configured the checked templates of this installation
  /// @param folders reads and checks the templates of a folder
  public SmsCommand(Supplier<Templates> configured, Function<Path, Templates> folders, Supplier<Desk> desk) {
    this.configured = configured;
    this.folders = folders;
    this.desk = desk;
  }

  @Command(name = "check", description = "Checks a folder with ru, ro and en; without it the configured templates.")
  void check(@Parameters(paramLabel = "FOLDER", arity = "0..1", description = "What to check.") Path folder) {
    Templates templates = folder == null ? configured.get() : folders.apply(folder);
    for (MessageTemplate template : templates.all()) {
      var heading = template.heading();
      line("%s %-28s %-11s at most %d segments", heading.language().tag(), heading.name(),
          heading.purpose().name().toLowerCase(Locale.ROOT), heading.mostSegments());
    }
    line("%d templates, no fault", templates.names().size());
  }

  @Command(name = "preview", description = "Prints the message an account would get, and what it costs.")
  void preview(
      @Parameters(paramLabel = "TEMPLATE", description = "Name of a template; 'sms check' lists them.") String template,
      @Option(names = "--account", required = true, paramLabel = "NUMBER",
          description = "Account number.") String number) {
    Desk parts = desk.get();
    Account account = parts.accounts().byNumber(number)
        .orElseThrow(() -> BadInput.of("--account", "there is no account '" + SafeText.terminal(number)
            + "'; write the number as billing does"));
    TextMessage message = written(parts, account, template);
    line("%s", SafeText.terminal(message.text()));
    line("language  %s", message.language().tag());
    line("encoding  %s, %d units", message.segments().encoding(), message.segments().units());
    line("segments  %d", message.segments().count());
    if (account.subscriber().phones().isEmpty()) {
      line("price     the account has no telephone");
    }
    for (Phone phone : account.subscriber().phones()) {
      price(parts.routing(), phone, message);
    }
  }

  private static TextMessage written(Desk parts, Account account, String template) {
    Purpose purpose = parts.wording().templates().find(template, account.subscriber().language())
        .map(found -> found.heading().purpose())
        .orElseThrow(() -> BadInput.of("TEMPLATE", "there is no template '" + SafeText.terminal(template)
            + "'; 'dialer sms check' lists them"));
    try {
      return switch (purpose) {
        case STEP, NOTICE -> parts.wording().about(account, template);
        case PROMISE, PAYMENT, APPOINTMENT ->
            parts.wording().happened(
                account, template, parts.subjects().newest(purpose, account.id()).orElseThrow(() -> none(purpose)));
        case ANSWER -> parts.wording().write(template, account.subscriber().language(), Map.of());
      };
    } catch (NotWritten e) {
      throw BadInput.of("TEMPLATE", SafeText.terminal(e.getMessage()));
    }
  }

  private static NotWritten none(Purpose purpose) {
    return new NotWritten("the account has no " + purpose.name().toLowerCase(Locale.ROOT) + " that it could be about");
  }

  private void price(Routing routing, Phone phone, TextMessage message) {
    List<GatewayTerms> gateways = routing.to(phone);
    if (gateways.isEmpty()) {
      line("price     %s: no gateway serves this number", phone);
    }
    for (GatewayTerms gateway : gateways) {
      line("price     %s: %s %s by %s", phone,
          gateway.cost(phone, message.segments().count()).orElseThrow().stripTrailingZeros().toPlainString(),
          gateway.currency(), gateway.name());
    }
  }

  private void line(String format, Object... arguments) {
    spec.commandLine().getOut().println(String.format(Locale.ROOT, format, arguments));
    spec.commandLine().getOut().flush();
  }
}
