package org.obzvon.staff;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.function.Supplier;
import org.obzvon.document.LogLimit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Signs users in. Every refusal is logged and audited; if no user has the login, the typed login is left out, because
/// it may be a password. Wrong passwords delay the next try, longer each time up to a bound, by login and by address.
/// Neither the answer nor its time reveals whether a login exists.
public final class SignIn {
  static final int FREE_TRIES_OF_LOGIN = 5;
  static final int FREE_TRIES_OF_ADDRESS = 30;
  static final Duration REMEMBERED = Duration.ofHours(1);
  /// Tries with unknown logins are audited no more often than this, so that strangers do not fill the store.
  private static final Duration BETWEEN_UNKNOWN = Duration.ofMinutes(1);
  private static final Logger LOG = LoggerFactory.getLogger(SignIn.class);
  private static final Duration FIRST_WAIT = Duration.ofSeconds(5);
  private static final Duration LONGEST_WAIT = Duration.ofMinutes(10);
  public static final int LONGEST_LOGIN = 64;

  /// Replaces an unknown login in the log.
  private static final String UNKNOWN = "?";

  /// Longer passwords cost time to hash and are no safer.
  public static final int LONGEST_PASSWORD = 200;

  /// Each check takes 19 MiB and tens of milliseconds of a core.
  private static final int CHECKS_AT_ONCE = 2;

  private final Users users;
  private final Passwords passwords;
  private final Sessions sessions;
  private final SignInFailures failures;
  private final AuditLog log;
  private final InstantSource clock;
  private final LogLimit unknownEntries = new LogLimit(BETWEEN_UNKNOWN);
  private final Semaphore checks = new Semaphore(CHECKS_AT_ONCE, true);
  private final String nobodysHash;

  public SignIn(
      Users users, Passwords passwords, Sessions sessions, SignInFailures failures, AuditLog log, InstantSource clock) {
    this.users = users;
    this.passwords = passwords;
    this.sessions = sessions;
    this.failures = failures;
    this.log = log;
    this.clock = clock;
    this.nobodysHash = passwords.hash(Tokens.fresh());
  }

  public sealed interface Result {
    record In(User user, String token) implements Result {}

    /// The login is unknown or not active, or the password is wrong; the answer does not reveal which.
    record Wrong() implements Result {}

    record Wait(Duration time) implements Result {}
  }

  public Result attempt(String login, String password, String address) {
    String known = login.strip().toLowerCase(Locale.ROOT);
    if (known.isEmpty() || known.length() > LONGEST_LOGIN || password.length() > LONGEST_PASSWORD) {
      return new Result.Wrong();
    }
    Optional<Result.Wait> wait = wait(known, address);
    return wait.isPresent() ? wait.get() : inTurn(() -> checked(known, password, address));
  }

  /// Checks the wait again, because simultaneous tries take turns and each may have to wait for those before it.
  private Result checked(String login, String password, String address) {
    Optional<Result.Wait> wait = wait(login, address);
    if (wait.isPresent()) {
      return wait.get();
    }
    Optional<User> user = users.byLogin(login).filter(found -> found.standing().active());
    String hash = user.map(found -> users.passwordHash(found.id())).orElse(nobodysHash);
    if (!passwords.matches(password, hash) || user.isEmpty()) {
      failures.note(login, address, clock.instant());
      refused("sign in", user.isPresent() ? login : UNKNOWN, address, "the password is wrong");
      return new Result.Wrong();
    }
    if (user.get().standing().changePassword() && !users.useOneTime(user.get().id(), clock.instant())) {
      failures.note(login, address, clock.instant());
      refused("sign in", login, address, "the one-time password was used before or is too old");
      return new Result.Wrong();
    }
    failures.forget(login);
    return new Result.In(user.get(), sessions.open(user.get().id()));
  }

  /// Returns whether this is the password of a signed-in user. Wrong ones count like those at sign-in.
  public boolean confirms(User user, String password, String address) {
    return password.length() <= LONGEST_PASSWORD && inTurn(() -> isRight(user, password, address));
  }

  private boolean isRight(User user, String password, String address) {
    if (wait(user.login(), address).isPresent()) {
      return false;
    }
    boolean right = passwords.matches(password, users.passwordHash(user.id()));
    if (!right) {
      failures.note(user.login(), address, clock.instant());
      refused("own password", user.login(), address, "the old password is wrong");
    }
    return right;
  }

  /// @param login login of a user, or [#UNKNOWN]
  private void refused(String action, String login, String address, String why) {
    if (login.equals(UNKNOWN)) {
      unknownEntries.write(more -> {
        LOG.warn("{} from {} refused: nobody active has the login{}", action, address, more);
        note(action, login, address);
      });
    } else {
      LOG.warn("{} of user '{}' from {} refused: {}", action, login, address, why);
      note(action, login, address);
    }
  }

  private void note(String action, String login, String address) {
    log.note(Actor.NOBODY, AuditLog.Deed.of(action + " refused", "user " + login, Map.of("address", address)));
  }

  private <T> T inTurn(Supplier<T> check) {
    checks.acquireUninterruptibly();
    try {
      return check.get();
    } finally {
      checks.release();
    }
  }

  private Optional<Result.Wait> wait(String login, String address) {
    Instant now = clock.instant();
    Instant since = now.minus(REMEMBERED);
    Instant until = later(
        end(failures.ofLogin(login, since), FREE_TRIES_OF_LOGIN),
        end(failures.ofAddress(address, since), FREE_TRIES_OF_ADDRESS));
    return until.isAfter(now) ? Optional.of(new Result.Wait(Duration.between(now, until))) : Optional.empty();
  }

  private static Instant end(SignInFailures.Recent recent, int free) {
    if (recent.count() < free) {
      return Instant.MIN;
    }
    int doublings = Math.min(recent.count() - free, 10);
    Duration wait = FIRST_WAIT.multipliedBy(1L << doublings);
    return recent.last().orElse(Instant.MIN).plus(wait.compareTo(LONGEST_WAIT) < 0 ? wait : LONGEST_WAIT);
  }

  private static Instant later(Instant one, Instant other) {
    return one.isAfter(other) ? one : other;
  }
}
