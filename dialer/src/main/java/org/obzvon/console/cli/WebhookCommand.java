package org.obzvon.console.cli;

import java.io.PrintWriter;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.obzvon.commands.WebhookUseCases;
import org.obzvon.document.BadInput;
import org.obzvon.document.SafeText;
import org.obzvon.staff.Actor;
import org.obzvon.webhook.Deliveries;
import org.obzvon.webhook.DeliveryLog;
import org.obzvon.webhook.Webhook;
import org.obzvon.webhook.WebhookEvent;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// The command `webhook add|list|pause|enable|remove|test|deliveries|retry`: manages the programs that receive events,
/// and their deliveries.
@Command(name = "webhook", description = "Programs that are told of outcomes, promises, opt-outs and tickets.")
public final class WebhookCommand {
  private static final int MOST_LISTED = 1_000;

  private final Supplier<WebhookUseCases> desk;

  @Spec
  private CommandSpec spec;

  public WebhookCommand(Supplier<WebhookUseCases> desk) {
    this.desk = desk;
  }

  @Command(name = "add", description = "Tells an address of every such fact from now on. The secret is shown once.")
  void add(
      @Parameters(paramLabel = "URL", description = "https://...") String url,
      @Option(names = "--events", paramLabel = "EVENT", required = true, split = ",",
          description = "outcome, promise, opt-out, ticket.opened, ticket.closed, line.changed") List<String> events) {
    Webhook webhook = desk.get().add(Actor.COMMAND_LINE, url, events(events));
    line("webhook " + webhook.id() + " is told of " + WebhookUseCases.words(webhook.events()));
    line("secret " + webhook.secret().reveal());
    line("Keep the secret with the receiver; it is not shown again. It proves what comes from here.");
  }

  private static Set<WebhookEvent> events(List<String> words) {
    return words.stream()
        .map(word -> WebhookEvent.find(word.strip()).filter(WebhookEvent.told()::contains)
            .orElseThrow(() -> BadInput.of("--events",
                "'" + SafeText.terminal(word) + "' is none of " + WebhookEvent.words())))
        .collect(Collectors.toSet());
  }

  @Command(name = "list", description = "Who is told of what.")
  void list() {
    for (Webhook webhook : desk.get().list()) {
      String standing = webhook.disabledAt().map(at -> "  paused since " + at + ", see 'webhook enable'").orElse("");
      line(webhook.id() + "  " + webhook.url() + "  " + WebhookUseCases.words(webhook.events()) + standing);
    }
  }

  @Command(name = "pause", description = "Tells it nothing until 'webhook enable'.")
  void pause(@Parameters(paramLabel = "ID") UUID id) {
    require(desk.get().pause(Actor.COMMAND_LINE, id),
        "no webhook with this id is told of anything; 'dialer webhook list' names them");
    line("paused: " + id);
  }

  @Command(name = "test", description = "Sends it a test; 'webhook deliveries' shows what came of it.")
  void test(@Parameters(paramLabel = "ID") UUID id) {
    require(
        desk.get().test(Actor.COMMAND_LINE, id).isPresent(),
        "no webhook with this id is told of anything; 'dialer webhook list' names them");
    line("the running service sends it: " + id);
  }

  @Command(name = "remove", description = "Tells it nothing any more; what waits for it is given up.")
  void remove(@Parameters(paramLabel = "ID") UUID id) {
    require(desk.get().remove(Actor.COMMAND_LINE, id),
        "there is no webhook with this id; 'dialer webhook list' names them");
    line("removed: " + id);
  }

  @Command(name = "enable", description = "Goes on with one that was paused, by hand or because too much failed.")
  void enable(@Parameters(paramLabel = "ID") UUID id) {
    require(desk.get().resume(Actor.COMMAND_LINE, id),
        "no paused webhook has this id; 'dialer webhook list' names them");
    line("enabled: " + id);
  }

  @Command(name = "deliveries", description = "What was told, or is still to be told, newest first.")
  void deliveries(
      @Option(names = "--webhook", paramLabel = "ID", description = "To this one alone.") UUID webhook,
      @Option(names = "--state", paramLabel = "STATE",
          description = "${COMPLETION-CANDIDATES}") Deliveries.State state) {
    var filter = new DeliveryLog.Filter(Optional.ofNullable(webhook), Optional.ofNullable(state), Optional.empty(),
        MOST_LISTED);
    List<DeliveryLog.Entry> log = desk.get().deliveries(filter);
    log.forEach(entry -> line(words(entry)));
    if (log.size() == MOST_LISTED) {
      line("(only the newest " + MOST_LISTED + " are listed)");
    }
  }

  @Command(name = "retry", description = "Sends a delivery that arrived or was given up once more.")
  void retry(@Parameters(paramLabel = "ID", description = "Id as 'webhook deliveries' shows it.") UUID id) {
    require(
        desk.get().again(Actor.COMMAND_LINE, id), "no delivery with this id is over; 'dialer webhook deliveries' names"
            + " them");
    line("goes out again: " + id);
  }

  private static void require(boolean done, String otherwise) {
    if (!done) {
      throw BadInput.of("ID", otherwise);
    }
  }

  private static String words(DeliveryLog.Entry entry) {
    String last = entry.last()
        .map(tried -> "  last at " + tried.at() + ": "
            + tried.status().map(status -> status + " ").orElse("no answer ") + tried.words())
        .orElse("");
    String due = entry.state() == Deliveries.State.WAITING && entry.tries() > 0 ? "  next at " + entry.dueAt() : "";
    return entry.id() + "  " + entry.event().word() + " " + entry.subject() + "  " + entry.state() + " after "
        + entry.tries() + (entry.tries() == 1 ? " try" : " tries") + due + last;
  }

  private void line(String text) {
    PrintWriter out = spec.commandLine().getOut();
    out.println(SafeText.terminal(text));
    out.flush();
  }
}
