package org.obzvon;

import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import org.jooq.DSLContext;
import org.obzvon.console.api.http.ApiSteps;
import org.obzvon.console.http.Assets;
import org.obzvon.console.http.Doors;
import org.obzvon.console.http.HttpConsole;
import org.obzvon.console.http.HttpConsole.Part;
import org.obzvon.console.http.Pages;
import org.obzvon.console.http.SessionCookie;
import org.obzvon.console.icu.IcuPhrases;
import org.obzvon.staff.ApiKeys;
import org.obzvon.staff.AuditLog;
import org.obzvon.staff.Passwords;
import org.obzvon.staff.Sessions;
import org.obzvon.staff.SignIn;
import org.obzvon.staff.Staff;
import org.obzvon.staff.Users;
import org.obzvon.staff.argon2.Argon2Passwords;
import org.obzvon.staff.jooq.JooqApiKeys;
import org.obzvon.staff.jooq.JooqAuditLog;
import org.obzvon.staff.jooq.JooqSessions;
import org.obzvon.staff.jooq.JooqSignInFailures;
import org.obzvon.staff.jooq.JooqUsers;

/// The console put together: who works here, and what pages and API work with.
final class ConsoleDesk {
  private final ApiSteps api;
  private final Settings.Console settings;
  private final Users users;
  private final Passwords passwords = new Argon2Passwords();
  private final Sessions sessions;
  private final ApiKeys keys;
  private final AuditLog log;
  private final Staff staff;
  private final SignIn signIn;

  ConsoleDesk(Adapters adapters, Settings settings) {
    DSLContext db = adapters.db();
    InstantSource clock = adapters.clock();
    this.settings = settings.http();
    this.users = new JooqUsers(db);
    this.sessions = new JooqSessions(db, settings.http().doors().sessions(), clock);
    this.keys = new JooqApiKeys(db, clock);
    this.log = new JooqAuditLog(db, clock);
    this.staff = new Staff(users, sessions, passwords, log, clock);
    this.api = ApiParts.steps(adapters, settings, log);
    this.signIn = new SignIn(users, passwords, sessions, new JooqSignInFailures(db), clock);
  }

  Staff staff() {
    return staff;
  }

  AuditLog log() {
    return log;
  }

  ApiKeys keys() {
    return keys;
  }

  /// The first administrator's password, where there was nobody before.
  Optional<String> firstPassword() {
    return staff.first();
  }

  List<Part<?>> parts() {
    Assets assets = new Assets();
    return List.of(
        new Part<>(ApiSteps.class, api),
        new Part<>(Users.class, users),
        new Part<>(Sessions.class, sessions),
        new Part<>(ApiKeys.class, keys),
        new Part<>(AuditLog.class, log),
        new Part<>(Staff.class, staff),
        new Part<>(SignIn.class, signIn),
        new Part<>(Doors.class, settings.doors()),
        new Part<>(SessionCookie.class, new SessionCookie(settings.doors().behindProxy())),
        new Part<>(Assets.class, assets),
        new Part<>(Pages.class, new Pages(IcuPhrases.all(settings.zone()), assets)));
  }
}
