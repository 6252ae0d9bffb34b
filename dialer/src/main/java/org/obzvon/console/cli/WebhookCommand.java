package org.obzvon.console.cli;

import java.io.PrintWriter;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.obzvon.document.BadInput;
import org.obzvon.webhook.Deliveries;
import org.obzvon.webhook.Event;
import org.obzvon.webhook.Webhook;
import org.obzvon.webhook.Webhooks;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// `webhook add|list|remove|enable|deliveries|retry`: which programs are told what happens, and what became of it.
@Command(name = "webhook", description = "Programs that are told of outcomes, promises, opt-outs and tickets.")
public final class WebhookCommand {
  private static final int MOST_LISTED = 1_000;

  private final Supplier<Webhooks> webhooks;
  private final Supplier<Deliveries> deliveries;

  @Spec private CommandSpec spec;

  public WebhookCommand(Supplier<Webhooks> webhooks, Supplier<Deliveries> deliveries) {
    this.webhooks = webhooks;
    this.deliveries = deliveries;
  }

  @Command(name = "add", description = "Tells an address of every such fact from now on. The secret is shown once.")
  void add(
      @Parameters(paramLabel = "URL", description = "https://...") String url,
      @Option(names = "--events", paramLabel = "EVENT", required = true, split = ",", description = "outcome, promise, opt-out, ticket")
          List<String> events) {
    Webhook webhook = webhooks.get().add(new Webhooks.Wanted(url(url), events(events), "command line"));
    line("webhook " + webhook.id() + " is told of " + words(webhook.events()));
    line("secret " + webhook.secret().reveal());
    line("Keep the secret with the receiver; it is not shown again. It proves what comes from here.");
  }

  private static URI url(String text) {
    try {
      return new URI(text);
    } catch (URISyntaxException _) {
      throw BadInput.of("URL", "must be an address such as https://billing.example.md/obzvon");
    }
  }

  private static Set<Event> events(List<String> words) {
    return words.stream()
        .map(word -> Event.find(word.strip())
            .orElseThrow(() -> BadInput.of("--events", "'" + Escaped.of(word) + "' is none of " + Event.words())))
        .collect(Collectors.toSet());
  }

  @Command(name = "list", description = "Who is told of what.")
  void list() {
    for (Webhook webhook : webhooks.get().list()) {
      String standing =
          webhook.disabledAt().map(at -> "  disabled since " + at + ", see 'webhook enable'").orElse("");
      line(webhook.id() + "  " + webhook.url() + "  " + words(webhook.events()) + standing);
    }
  }

  @Command(name = "remove", description = "Tells it nothing any more; what waits for it is given up.")
  void remove(@Parameters(paramLabel = "ID") UUID id) {
    require(webhooks.get().remove(id), "there is no webhook with this id; 'dialer webhook list' names them");
    line("removed: " + id);
  }

  @Command(name = "enable", description = "Goes on with one that was disabled because too much failed.")
  void enable(@Parameters(paramLabel = "ID") UUID id) {
    require(webhooks.get().enable(id), "no disabled webhook has this id; 'dialer webhook list' names them");
    line("enabled: " + id);
  }

  @Command(name = "deliveries", description = "What was told, or is still to be told, newest first.")
  void deliveries(
      @Option(names = "--webhook", paramLabel = "ID", description = "To this one alone.") UUID webhook,
      @Option(names = "--state", paramLabel = "STATE", description = "${COMPLETION-CANDIDATES}") Deliveries.State state) {
    var filter = new Deliveries.Filter(Optional.ofNullable(webhook), Optional.ofNullable(state), MOST_LISTED);
    List<Deliveries.Entry> log = deliveries.get().log(filter);
    log.forEach(entry -> line(words(entry)));
    if (log.size() == MOST_LISTED) {
      line("(only the newest " + MOST_LISTED + " are listed)");
    }
  }

  @Command(name = "retry", description = "Sends a delivery that was given up once more.")
  void retry(@Parameters(paramLabel = "ID", description = "Id as 'webhook deliveries' shows it.") UUID id) {
    require(
        deliveries.get().retry(id), "no delivery with this id was given up; 'dialer webhook deliveries --state DEAD'"
            + " names them");
    line("goes out again: " + id);
  }

  private static void require(boolean done, String otherwise) {
    if (!done) {
      throw BadInput.of("ID", otherwise);
    }
  }

  private static String words(Set<Event> events) {
    return Arrays.stream(Event.values()).filter(events::contains).map(Event::word).collect(Collectors.joining(", "));
  }

  private static String words(Deliveries.Entry entry) {
    String last =
        entry.last()
            .map(tried -> "  last at " + tried.at() + ": "
                + tried.status().map(status -> status + " ").orElse("no answer ") + tried.words())
            .orElse("");
    String due = entry.state() == Deliveries.State.WAITING && entry.tries() > 0 ? "  next at " + entry.dueAt() : "";
    return entry.id() + "  " + entry.event().word() + " " + entry.subject() + "  " + entry.state() + " after "
        + entry.tries() + (entry.tries() == 1 ? " try" : " tries") + due + last;
  }

  private void line(String text) {
    PrintWriter out = spec.commandLine().getOut();
    out.println(Escaped.of(text));
    out.flush();
  }
}
