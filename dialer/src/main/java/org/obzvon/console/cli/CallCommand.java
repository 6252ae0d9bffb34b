package org.obzvon.console.cli;

import java.io.PrintWriter;
import java.util.Optional;
import java.util.function.Supplier;
import org.obzvon.call.TestCalls;
import org.obzvon.commands.TestCallUseCases;
import org.obzvon.document.BadInput;
import org.obzvon.document.SafeText;
import org.obzvon.register.Phone;
import org.obzvon.staff.Actor;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// The command `call test`: lets a person hear a call as debtors hear it.
@Command(name = "call", description = "Call one's own number as a debtor would be called.")
public final class CallCommand {
  private final Supplier<TestCallUseCases> desk;

  @Spec
  private CommandSpec spec;

  public CallCommand(Supplier<TestCallUseCases> desk) {
    this.desk = desk;
  }

  @Command(
      description = "Call a number of 'contact: test-numbers' now and wait for the end. No policy is asked; it counts nowhere.")
  int test(
      @Parameters(paramLabel = "NUMBER", description = "One of 'contact: test-numbers', +373...") String number,
      @Option(names = "--script", paramLabel = "NAME", required = true,
          description = "IVR script, without the language.") String script,
      @Option(names = "--account", paramLabel = "A", required = true,
          description = "Account of the register whose name, debt and language the robot speaks of.") String account,
      @Option(names = "--exchange", paramLabel = "NAME",
          description = "Default: the first of the configuration.") String exchange,
      @Option(names = "--caller-id", paramLabel = "NUMBER",
          description = "Shown number. Default: that of the newest campaign.") String callerId) {
    var request = new TestCalls.Request(
        phone("NUMBER", number), script, account, Optional.ofNullable(exchange),
        Optional.ofNullable(callerId).map(text -> phone("--caller-id", text)));
    TestCalls.Result result = desk.get().call(Actor.COMMAND_LINE, request);
    PrintWriter out = spec.commandLine().getOut();
    out.printf("Test call %s over %s ended: %s%n", result.attempt(), result.exchange(),
        SafeText.terminal(result.outcome().toString()));
    out.println("answered: " + result.talked().map(talked -> talked.toSeconds() + " s").orElse("no")
        + ", keys: " + (result.trace().keys().isEmpty() ? "none" : SafeText.terminal(result.trace().keys()))
        + result.trace().techCause().map(cause -> ", cause: " + SafeText.terminal(cause)).orElse(""));
    out.println("It counts nowhere.");
    out.flush();
    return 0;
  }

  private static Phone phone(String field, String text) {
    try {
      return new Phone(text);
    } catch (IllegalArgumentException _) {
      throw BadInput.of(field, "must be an international number, such as +37322000000");
    }
  }
}
