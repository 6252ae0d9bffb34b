package org.obzvon.staff.jooq;

import static org.obzvon.jooq.Tables.STAFF_USER;

import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jooq.DSLContext;
import org.jooq.exception.IntegrityConstraintViolationException;
import org.obzvon.document.SafeText;
import org.obzvon.jooq.tables.records.StaffUserRecord;
import org.obzvon.register.Language;
import org.obzvon.staff.Role;
import org.obzvon.staff.User;
import org.obzvon.staff.Users;

/// The users in PostgreSQL.
public final class JooqUsers implements Users {
  private final DSLContext db;

  public JooqUsers(DSLContext db) {
    this.db = db;
  }

  @Override
  public Optional<User> byLogin(String login) {
    return db.selectFrom(STAFF_USER)
        .where(STAFF_USER.LOGIN.eq(SafeText.storable(login.strip().toLowerCase(Locale.ROOT))))
        .fetchOptional(JooqUsers::user);
  }

  @Override
  public Optional<User> byId(UUID id) {
    return db.selectFrom(STAFF_USER).where(STAFF_USER.ID.eq(id)).fetchOptional(JooqUsers::user);
  }

  @Override
  public List<User> all() {
    return db.selectFrom(STAFF_USER).orderBy(STAFF_USER.LOGIN).fetch(JooqUsers::user);
  }

  @Override
  public boolean add(User user, String passwordHash, Instant oneTimeUntil) {
    StaffUserRecord row = db.newRecord(STAFF_USER);
    row.setId(user.id());
    row.setLogin(user.login());
    row.setPasswordHash(passwordHash);
    row.setChangePassword(user.standing().changePassword());
    row.setOneTimeUntil(oneTimeUntil);
    row.setCreatedAt(user.standing().createdAt());
    fill(row, user);
    return stored(row);
  }

  @Override
  public boolean change(User user) {
    StaffUserRecord row = db.fetchSingle(STAFF_USER, STAFF_USER.ID.eq(user.id()));
    fill(row, user);
    return stored(row);
  }

  private static void fill(StaffUserRecord row, User user) {
    row.setName(user.name());
    row.setRole(user.role().name());
    row.setLanguage(user.language().name());
    row.setEndpoint(user.telephone().map(User.Telephone::endpoint).orElse(null));
    row.setExchange(user.telephone().map(User.Telephone::exchange).orElse(null));
    row.setSpeaks(user.speaks().stream().map(Language::name).sorted().toArray(String[]::new));
    row.setActive(user.standing().active());
  }

  /// Returns false when the unique indexes report a login or a telephone that is taken.
  private static boolean stored(StaffUserRecord row) {
    try {
      row.store();
      return true;
    } catch (IntegrityConstraintViolationException _) {
      return false;
    }
  }

  @Override
  public void setLanguage(UUID id, Language language) {
    db.update(STAFF_USER).set(STAFF_USER.LANGUAGE, language.name()).where(STAFF_USER.ID.eq(id)).execute();
  }

  @Override
  public String passwordHash(UUID id) {
    return db.select(STAFF_USER.PASSWORD_HASH).from(STAFF_USER).where(STAFF_USER.ID.eq(id))
        .fetchSingle(STAFF_USER.PASSWORD_HASH);
  }

  @Override
  public void setPassword(UUID id, String hash, Optional<Instant> oneTimeUntil) {
    db.update(STAFF_USER)
        .set(STAFF_USER.PASSWORD_HASH, hash)
        .set(STAFF_USER.CHANGE_PASSWORD, oneTimeUntil.isPresent())
        .set(STAFF_USER.ONE_TIME_UNTIL, oneTimeUntil.orElse(null))
        .where(STAFF_USER.ID.eq(id))
        .execute();
  }

  @Override
  public boolean useOneTime(UUID id, Instant now) {
    return db.update(STAFF_USER)
        .set(STAFF_USER.ONE_TIME_UNTIL, now)
        .where(STAFF_USER.ID.eq(id), STAFF_USER.CHANGE_PASSWORD.isTrue(), STAFF_USER.ONE_TIME_UNTIL.gt(now))
        .execute() == 1;
  }

  static User user(StaffUserRecord row) {
    Set<Language> speaks = Stream.of(row.getSpeaks()).map(Language::valueOf).collect(Collectors.toSet());
    return new User(
        row.getId(), row.getLogin(), row.getName(), Role.valueOf(row.getRole()), Language.valueOf(row.getLanguage()),
        Optional.ofNullable(row.getEndpoint()).map(endpoint -> new User.Telephone(row.getExchange(), endpoint)),
        speaks, new User.Standing(row.getChangePassword(), row.getActive(), row.getCreatedAt()));
  }
}
