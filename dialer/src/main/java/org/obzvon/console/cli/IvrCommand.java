package org.obzvon.console.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Currency;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import org.obzvon.call.SpokenFacts;
import org.obzvon.call.DialogueResult;
import org.obzvon.call.TurnEvent;
import org.obzvon.call.IvrMachine;
import org.obzvon.call.Script;
import org.obzvon.call.ScriptPicture;
import org.obzvon.call.ScriptReader;
import org.obzvon.call.Scripts;
import org.obzvon.call.Turn;
import org.obzvon.call.Words;
import org.obzvon.document.BadInput;
import org.obzvon.document.Problem;
import org.obzvon.register.Language;
import org.obzvon.register.Money;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// The commands `ivr check`, `ivr simulate` and `ivr graph`: check, try and draw a script before a debtor hears it.
@Command(name = "ivr", description = "Checks, tries and draws IVR scripts.")
public final class IvrCommand {
  private static final int MOST_KEYS = 200;

  private final Supplier<ScriptReader> reader;
  private final Supplier<Words> words;
  private final Supplier<Set<String>> templates;
  private final InstantSource clock;

  @Spec
  private CommandSpec spec;

  /// @param templates names of the message templates that a script may send
  public IvrCommand(
      Supplier<ScriptReader> reader, Supplier<Words> words, Supplier<Set<String>> templates, InstantSource clock) {
    this.templates = templates;
    this.reader = reader;
    this.words = words;
    this.clock = clock;
  }

  @Command(
      name = "check",
      description = "Checks a script, or a folder with ru, ro and en; without it the shipped ones.")
  void check(
      @Parameters(paramLabel = "FOLDER|FILE", arity = "0..1", description = "What to check.") Path path) {
    if (path != null && Files.isRegularFile(path)) {
      Script script = reader.get().file(path);
      List<Problem> unknown = Scripts.unknown(script, templates.get());
      if (!unknown.isEmpty()) {
        throw new BadInput(unknown);
      }
      line("%s: %d steps, no fault", script.heading().name(), script.steps().size());
    } else {
      Scripts scripts = (path == null ? reader.get().shipped() : reader.get().folder(path)).sending(templates.get());
      for (Script script : scripts.all()) {
        line("%s %-30s %3d steps", script.heading().language().tag(), script.heading().name(), script.steps().size());
      }
      line("%d scripts in %d languages, no fault", scripts.names().size(), Language.values().length);
    }
    out().flush();
  }

  /// The debtor of a simulated call.
  static final class Debtor {
    @Option(names = "--amount", defaultValue = "350.50", description = "What is owed; ${DEFAULT-VALUE}.")
    String amount;

    @Option(names = "--currency", defaultValue = "MDL", description = "${DEFAULT-VALUE} unless given.")
    String currency;

    @Option(names = "--name", defaultValue = "Popescu Ion", description = "Name of the subscriber; ${DEFAULT-VALUE}.")
    String name;

    @Option(names = "--account", defaultValue = "10004711", description = "Account number; ${DEFAULT-VALUE}.")
    String account;

    @Option(names = "--company", defaultValue = "Obzvon", description = "The operator company; ${DEFAULT-VALUE}.")
    String company;

    @Option(names = "--phone", defaultValue = "022 123 456", description = "Phone of the office; ${DEFAULT-VALUE}.")
    String phone;

    @Option(names = "--restriction", description = "Restriction date, 2026-11-30; in five days unless given.")
    LocalDate restriction;

    @Option(names = "--today", description = "The day of the call; today unless given.")
    LocalDate today;
  }

  @Command(name = "simulate", description = "Prints what a debtor would hear, key by key.")
  void simulate(
      @Parameters(paramLabel = "FILE",
          description = "A script file, or a shipped one such as ru/payment-active.") String script,
      @Option(names = "--keys", defaultValue = "", paramLabel = "1,2,-",
          description = "Keys in order; - is silence.") String keys,
      @Mixin Debtor debtor) {
    IvrMachine machine = new IvrMachine(script(script), facts(debtor), words.get());
    List<TurnEvent> inputs = inputs(keys);
    Turn turn = machine.begin();
    while (true) {
      turn.phrases().forEach(phrase -> line("ROBOT   %s", phrase.text()));
      TurnEvent input;
      switch (turn.then()) {
        case Turn.Then.End(DialogueResult dialogue) -> {
          ended(dialogue);
          return;
        }
        case Turn.Then.Transfer(DialogueResult dialogue) -> {
          line("        (the call goes to a person)");
          ended(dialogue);
          return;
        }
        case Turn.Then.GoOn _ -> input = new TurnEvent.Silence();
        case Turn.Then.SendText(String template) -> {
          line("        (the text message '%s' is sent)", template);
          input = new TurnEvent.Text(true);
        }
        case Turn.Then.Listen(Duration patience) -> {
          input = inputs.isEmpty() ? new TurnEvent.Silence() : inputs.removeFirst();
          String silence = "(silent for " + patience.toSeconds() + " s)";
          line("DEBTOR  %s", input instanceof TurnEvent.Key(char key) ? key : silence);
        }
      }
      turn = machine.next(turn.position(), input, Duration.ZERO);
    }
  }

  @Command(name = "graph", description = "Draws a script as SVG.")
  void graph(
      @Parameters(paramLabel = "FILE",
          description = "A script file, or a shipped one such as ru/payment-active.") String script,
      @Option(names = "--out", paramLabel = "SVG", description = "File to write; the output unless given.") Path file) {
    String svg = ScriptPicture.svg(script(script));
    if (file == null) {
      out().print(svg);
      out().flush();
      return;
    }
    try {
      Files.writeString(file, svg);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    line("%s written", file);
    out().flush();
  }

  private Script script(String name) {
    String[] parts = name.split("/");
    if (parts.length == 2 && !Files.exists(Path.of(name))) {
      for (Language language : Language.values()) {
        Optional<Script> shipped = language.tag().equals(parts[0]) ? reader.get().shipped().find(parts[1], language)
            : Optional.empty();
        if (shipped.isPresent()) {
          return shipped.get();
        }
      }
    }
    return reader.get().file(Path.of(name));
  }

  private SpokenFacts facts(Debtor debtor) {
    LocalDate today = debtor.today == null ? LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC) : debtor.today;
    LocalDate restriction = debtor.restriction == null ? today.plusDays(5) : debtor.restriction;
    SpokenFacts.House house = new SpokenFacts.House(debtor.company, Optional.of(debtor.phone));
    return new SpokenFacts(debtor.name, debtor.account, arrears(debtor), Optional.of(restriction), today, house);
  }

  private Money arrears(Debtor debtor) {
    try {
      Money money = Money.of(debtor.amount, debtor.currency.toUpperCase(Locale.ROOT));
      if (money.amount().signum() > 0 && words.get().knows(money.currency())) {
        return money;
      }
    } catch (IllegalArgumentException _) {
      // reported below, together with numbers that cannot be owed
    }
    throw BadInput.of("--amount, --currency", "must be more than zero, such as 350.50, in a currency that has a "
        + "spoken name: " + String.join(", ", known()));
  }

  private List<String> known() {
    return Currency.getAvailableCurrencies().stream()
        .filter(words.get()::knows).map(Currency::getCurrencyCode).sorted().toList();
  }

  private static List<TurnEvent> inputs(String keys) {
    List<TurnEvent> inputs = new ArrayList<>();
    for (String key : Arrays.stream(keys.split(",")).map(String::strip).filter(key -> !key.isEmpty()).toList()) {
      if (!key.matches("[0-9*#-]") || inputs.size() >= MOST_KEYS) {
        throw BadInput.of("--keys", "must be at most " + MOST_KEYS + " keys 0 to 9, * or # (and - for silence) with "
            + "commas between them, such as 1,2,-,1");
      }
      inputs.add(key.equals("-") ? new TurnEvent.Silence() : new TurnEvent.Key(key.charAt(0)));
    }
    return inputs;
  }

  private void ended(DialogueResult dialogue) {
    line("END     %s", dialogue.end());
    line("        %s", dialogue.rightPerson() ? "the right person" : "nobody said who he is");
    dialogue.promise().ifPresent(promise -> line("        promise of %s by %s", promise.amount(), promise.day()));
    dialogue.reason().ifPresent(reason -> line("        reason %s", reason));
    line("        keys '%s'", dialogue.keys());
    out().flush();
  }

  private void line(String format, Object... arguments) {
    out().println(String.format(Locale.ROOT, format, arguments));
  }

  private PrintWriter out() {
    return spec.commandLine().getOut();
  }
}
