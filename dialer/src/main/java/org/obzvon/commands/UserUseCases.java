package org.obzvon.commands;

import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.obzvon.document.BadInput;
import org.obzvon.document.Problem;
import org.obzvon.register.IdGenerator;
import org.obzvon.register.Language;
import org.obzvon.staff.Actor;
import org.obzvon.staff.AuditLog;
import org.obzvon.staff.CommonPasswords;
import org.obzvon.staff.Passwords;
import org.obzvon.staff.Role;
import org.obzvon.staff.Sessions;
import org.obzvon.staff.SignIn;
import org.obzvon.staff.StaffFault;
import org.obzvon.staff.Tokens;
import org.obzvon.staff.User;
import org.obzvon.staff.Users;

/// The commands on users. Each is logged with its actor and its changes.
public final class UserUseCases {
  /// NIST SP 800-63B requires at least eight characters; its fourth revision requires fifteen where the password stands
  /// alone.
  public static final int SHORTEST_PASSWORD = 12;
  /// How long a one-time password that is handed over stays valid. It works once.
  public static final Duration ONE_TIME = Duration.ofDays(1);
  private static final String FIRST = "admin";

  private final Users users;
  private final Sessions sessions;
  private final Passwords passwords;
  private final CommonPasswords common;
  private final AuditLog log;
  private final InstantSource clock;

  public UserUseCases(
      Users users, Sessions sessions, Passwords passwords, CommonPasswords common, AuditLog log, InstantSource clock) {
    this.users = users;
    this.sessions = sessions;
    this.passwords = passwords;
    this.common = common;
    this.log = log;
    this.clock = clock;
  }

  /// The editable values of a user.
  public record Particulars(
      String name, Role role, Language language, Optional<User.Telephone> telephone, Set<Language> speaks) {}

  public List<User> all() {
    return users.all();
  }

  public User named(String login) {
    return users.byLogin(login).orElseThrow(() -> BadInput.of("login", StaffFault.NOBODY.with()));
  }

  /// Adds the first administrator if there is no user yet.
  ///
  /// @return the administrator's one-time password, to be shown once
  public Optional<String> first() {
    if (!users.all().isEmpty()) {
      return Optional.empty();
    }
    var particulars = new Particulars("Administrator", Role.ADMINISTRATOR, Language.EN, Optional.empty(), Set.of());
    return Optional.of(add(Actor.SERVICE, FIRST, particulars));
  }

  /// @return the password to hand over; it works once within [#ONE_TIME], to choose another
  public String add(Actor actor, String login, Particulars particulars) {
    String known = login.strip().toLowerCase(Locale.ROOT);
    List<Problem> problems = new ArrayList<>(problems(particulars));
    if (!known.matches("[a-z0-9][a-z0-9._@-]{0,63}")) {
      problems.add(problem("login", StaffFault.LOGIN));
    }
    refuse(problems);
    String password = Tokens.password();
    User user = user(known, particulars);
    String hash = passwords.hash(password);
    log.asOne(
        () -> {
          log.note(actor, new AuditLog.Deed("user add", subject(user), Map.of(), words(user)));
          if (!users.add(user, hash, clock.instant().plus(ONE_TIME))) {
            throw BadInput.of("login", StaffFault.TAKEN.with());
          }
        });
    return password;
  }

  public void change(Actor actor, User user, Particulars particulars) {
    refuse(problems(particulars));
    User changed = new User(
        user.id(), user.login(), particulars.name().strip(), particulars.role(), particulars.language(),
        particulars.telephone(), particulars.speaks(), user.standing());
    log.asOne(
        () -> {
          store(actor, "user change", user, changed);
          if (changed.role() != user.role()) {
            sessions.closeAllOf(user.id());
          }
        });
  }

  /// Activates or deactivates the user and ends their sessions.
  public void setActive(Actor actor, User user, boolean active) {
    if (!active && isLastAdministrator(user)) {
      throw BadInput.of("login", StaffFault.LAST_ADMINISTRATOR.with());
    }
    var standing = new User.Standing(user.standing().changePassword(), active, user.standing().createdAt());
    User changed = new User(
        user.id(), user.login(), user.name(), user.role(), user.language(), user.telephone(), user.speaks(),
        standing);
    log.asOne(
        () -> {
          store(actor, active ? "user activate" : "user deactivate", user, changed);
          sessions.closeAllOf(user.id());
        });
  }

  /// Gives the user a one-time password and ends their sessions.
  ///
  /// @return a new password to hand over; it works once within [#ONE_TIME], to choose another
  public String resetPassword(Actor actor, User user) {
    String password = Tokens.password();
    setPassword(actor, user, password, false);
    return password;
  }

  /// Stores the user's own new password. Ends all their sessions, including the present one.
  public void choosePassword(Actor actor, User user, String password) {
    if (password.length() < SHORTEST_PASSWORD || password.length() > SignIn.LONGEST_PASSWORD) {
      throw BadInput.of("password", StaffFault.PASSWORD_LENGTH.with(SHORTEST_PASSWORD, SignIn.LONGEST_PASSWORD));
    }
    if (password.toLowerCase(Locale.ROOT).contains(user.login())) {
      throw BadInput.of("password", StaffFault.PASSWORD_HOLDS_LOGIN.with());
    }
    if (common.contains(password)) {
      throw BadInput.of("password", StaffFault.PASSWORD_COMMON.with());
    }
    setPassword(actor, user, password, true);
  }

  /// Hashes the password before the first use of the store, because hashing takes time.
  private void setPassword(Actor actor, User user, String password, boolean hisOwn) {
    String hash = passwords.hash(password);
    log.asOne(
        () -> {
          users.setPassword(user.id(), hash, hisOwn ? Optional.empty() : Optional.of(clock.instant().plus(ONE_TIME)));
          sessions.closeAllOf(user.id());
          log.note(actor, AuditLog.Deed.of(hisOwn ? "own password" : "user password", subject(user)));
        });
  }

  public void chooseLanguage(User user, Language language) {
    users.setLanguage(user.id(), language);
  }

  private void store(Actor actor, String action, User user, User changed) {
    if (isLastAdministrator(user) && changed.role() != Role.ADMINISTRATOR) {
      throw BadInput.of("role", StaffFault.LAST_ADMINISTRATOR_ROLE.with());
    }
    log.note(actor, new AuditLog.Deed(action, subject(user), words(user), words(changed)));
    if (!users.change(changed)) {
      throw BadInput.of("endpoint", StaffFault.TELEPHONE_TAKEN.with());
    }
  }

  private boolean isLastAdministrator(User user) {
    return user.role() == Role.ADMINISTRATOR
        && users.all().stream()
            .noneMatch(other -> other.role() == Role.ADMINISTRATOR && other.standing().active()
                && !other.id().equals(user.id()));
  }

  private User user(String login, Particulars particulars) {
    return new User(
        IdGenerator.next(), login, particulars.name().strip(), particulars.role(), particulars.language(),
        particulars.telephone(), particulars.speaks(), new User.Standing(true, true, clock.instant()));
  }

  private static List<Problem> problems(Particulars particulars) {
    List<Problem> problems = new ArrayList<>();
    if (!particulars.name().strip().matches("[\\p{L}\\p{M}\\p{N}][\\p{L}\\p{M}\\p{N} .,'’-]{0,79}")) {
      problems.add(problem("name", StaffFault.NAME));
    }
    particulars.telephone().ifPresent(
        telephone -> {
          if (!telephone.endpoint().matches("PJSIP/[A-Za-z0-9][A-Za-z0-9_-]{0,39}")) {
            problems.add(problem("endpoint", StaffFault.ENDPOINT));
          }
          if (!telephone.exchange().matches("[A-Za-z0-9._-]{1,40}")) {
            problems.add(problem("exchange", StaffFault.EXCHANGE));
          }
        });
    return problems;
  }

  private static void refuse(List<Problem> problems) {
    if (!problems.isEmpty()) {
      throw new BadInput(problems);
    }
  }

  private static Problem problem(String field, StaffFault fault) {
    return new Problem(field, 0, "", fault.with());
  }

  private static String subject(User user) {
    return "user " + user.login();
  }

  private static Map<String, String> words(User user) {
    Map<String, String> words = new LinkedHashMap<>();
    words.put("name", user.name());
    words.put("role", user.role().name());
    words.put("language", user.language().name());
    words.put("telephone", user.telephone().map(one -> one.exchange() + " " + one.endpoint()).orElse(""));
    words.put("speaks", user.speaks().stream().map(Language::name).sorted().collect(Collectors.joining(" ")));
    words.put("active", Boolean.toString(user.standing().active()));
    return words;
  }
}
