package org.obzvon.console.cli;

import java.io.PrintWriter;
import java.util.function.Supplier;
import org.obzvon.alert.MailCourier.Answer;
import org.obzvon.document.BadInput;
import org.obzvon.document.SafeText;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/// The commands `mail check` and `mail test`: show whether alerts would reach somebody.
@Command(name = "mail", description = "Mails about what is wrong with the service ('mail' in the configuration).")
public final class MailCommand {
  private final Supplier<Trial> trial;

  @Spec
  private CommandSpec spec;

  /// The configured mail server.
  public interface Trial {
    /// Returns the server, such as `smtp.example.md:587 (starttls)`.
    String server();

    /// Returns which alerts go to which address, in one line for each.
    String terms();

    Answer connect();

    Answer send();
  }

  public MailCommand(Supplier<Trial> trial) {
    this.trial = trial;
  }

  @Command(name = "check", description = "Check the section, connect to the mail server and sign in; no mail is sent.")
  int check() {
    Trial known = trial.get();
    line(known.terms());
    Answer answer = known.connect();
    if (!answer.understood()) {
      throw failed(known, answer);
    }
    line(known.server() + " can be used: " + answer.words());
    line("No mail was sent; 'dialer mail test' sends one.");
    return 0;
  }

  @Command(name = "test",
      description = "Send one test mail to everybody who gets alerts, and print what the server says.")
  int test() {
    Trial known = trial.get();
    Answer answer = known.send();
    if (answer.taken().isEmpty()) {
      throw failed(known, answer);
    }
    line(known.server() + " took the test mail for " + String.join(", ", answer.taken()) + ": " + answer.words());
    if (answer.refused().isEmpty()) {
      return 0;
    }
    throw BadInput.of("mail.to", "the server refused " + SafeText.terminal(String.join(", ", answer.refused()))
        + "; correct or remove it");
  }

  private static BadInput failed(Trial known, Answer answer) {
    return BadInput.of(
        "mail", known.server() + " sent nothing: " + SafeText.terminal(answer.words())
            + "; check host, port, security, user, password, from and to");
  }

  private void line(String text) {
    PrintWriter out = spec.commandLine().getOut();
    text.lines().map(SafeText::terminal).forEach(out::println);
    out.flush();
  }
}
