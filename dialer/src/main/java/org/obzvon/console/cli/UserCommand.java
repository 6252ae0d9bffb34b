package org.obzvon.console.cli;

import java.io.PrintWriter;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import org.obzvon.commands.UserUseCases;
import org.obzvon.document.BadInput;
import org.obzvon.document.SafeText;
import org.obzvon.register.Language;
import org.obzvon.staff.Actor;
import org.obzvon.staff.Role;
import org.obzvon.staff.User;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// The command `user add|list|password|deactivate|activate`: manages the people who may sign in to the console.
@Command(name = "user", description = "Who may sign in to the console.")
public final class UserCommand {
  private final Supplier<UserUseCases> staff;

  @Spec
  private CommandSpec spec;

  public UserCommand(Supplier<UserUseCases> staff) {
    this.staff = staff;
  }

  @Command(description = "Let somebody in. Prints a password that must be changed at the first sign-in.")
  void add(
      @Parameters(paramLabel = "LOGIN", description = "Small Latin letters and digits.") String login,
      @Option(names = "--name", paramLabel = "NAME", required = true,
          description = "As colleagues know him.") String name,
      @Option(names = "--role", paramLabel = "ROLE", required = true,
          description = "${COMPLETION-CANDIDATES}") Role role,
      @Option(names = "--language", paramLabel = "LANGUAGE", defaultValue = "EN",
          description = "Of the pages: ${COMPLETION-CANDIDATES}") Language language,
      @Option(names = "--telephone", paramLabel = "EXCHANGE=PJSIP/NUMBER",
          description = "Where an operator is rung.") String telephone,
      @Option(names = "--speaks", paramLabel = "LANGUAGE", split = ",",
          description = "Languages an operator takes calls in.") List<Language> speaks) {
    var particulars = new UserUseCases.Particulars(
        name, role, language, Optional.ofNullable(telephone).map(UserCommand::telephone),
        speaks == null ? Set.of() : new HashSet<>(speaks));
    String password = staff.get().add(Actor.COMMAND_LINE, login, particulars);
    out().printf("'%s' may sign in once with the password %s and chooses his own then.%n", SafeText.terminal(login),
        password);
    out().flush();
  }

  @Command(description = "Everybody who may or might sign in.")
  void list() {
    out().printf("%-20s %-14s %-28s %s%n", "login", "role", "name", "state");
    for (User user : staff.get().all()) {
      String state = !user.standing().active() ? "not active"
          : user.standing().changePassword() ? "new password due"
              : "active";
      out().printf("%-20s %-14s %-28s %s%n", user.login(), user.role(), SafeText.terminal(user.name()), state);
    }
    out().flush();
  }

  @Command(description = "A new password, to be changed at sign-in; ends his sessions.")
  void password(@Parameters(paramLabel = "LOGIN") String login) {
    String password = staff.get().resetPassword(Actor.COMMAND_LINE, staff.get().named(login));
    out().printf("'%s' may sign in once with the password %s and chooses his own then.%n", SafeText.terminal(login),
        password);
    out().flush();
  }

  @Command(description = "Let somebody in no more; ends his sessions.")
  void deactivate(@Parameters(paramLabel = "LOGIN") String login) {
    setActive(login, false);
  }

  @Command(description = "Let him in again.")
  void activate(@Parameters(paramLabel = "LOGIN") String login) {
    setActive(login, true);
  }

  private void setActive(String login, boolean active) {
    staff.get().setActive(Actor.COMMAND_LINE, staff.get().named(login), active);
    out().printf("'%s' %s.%n", SafeText.terminal(login), active ? "may sign in again" : "may not sign in any more");
    out().flush();
  }

  private static User.Telephone telephone(String text) {
    int equals = text.indexOf('=');
    if (equals < 1) {
      throw BadInput.of("--telephone", "must be an exchange and a telephone, such as pbx=PJSIP/101");
    }
    return new User.Telephone(text.substring(0, equals), text.substring(equals + 1));
  }

  private PrintWriter out() {
    return spec.commandLine().getOut();
  }
}
