package org.obzvon.policy.jooq;

import static org.obzvon.jooq.Tables.ACCOUNT;
import static org.obzvon.jooq.Tables.ATTEMPT;
import static org.obzvon.jooq.Tables.OUTAGE;
import static org.obzvon.jooq.Tables.PROMISE;
import static org.obzvon.jooq.Tables.SMS_INBOX;
import static org.obzvon.jooq.Tables.SUPPRESSION;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jooq.DSLContext;
import org.jooq.Record;
import org.jooq.SelectConditionStep;
import org.jooq.impl.DSL;
import org.obzvon.policy.DeadNumber;
import org.obzvon.policy.AccountFacts;
import org.obzvon.policy.AccountFactsSource;
import org.obzvon.policy.Outage;
import org.obzvon.policy.PastAttempt;
import org.obzvon.policy.Suppression;
import org.obzvon.policy.UnreadAnswer;
import org.obzvon.register.Account;
import org.obzvon.register.Phone;

/// Reads the evidence from PostgreSQL, in at most nine statements for any number of accounts.
public final class JooqAccountFacts implements AccountFactsSource {
  private static final Duration USUAL_HOLD = Duration.ofHours(24);

  private final DSLContext store;
  private final Duration unreadHold;

  /// Creates a source with the default time for which an unread answer holds back contacts.
  public JooqAccountFacts(DSLContext store) {
    this(store, USUAL_HOLD);
  }

  /// @param unreadHold how long an answer that nobody reads holds back contacts by machines
  public JooqAccountFacts(DSLContext store, Duration unreadHold) {
    this.store = store;
    this.unreadHold = unreadHold;
  }

  @Override
  public Map<UUID, AccountFacts> about(Collection<Account> accounts, Instant now) {
    Set<UUID> households = accounts.stream().map(Account::household).collect(Collectors.toSet());
    Set<Phone> phones = accounts.stream().flatMap(one -> one.subscriber().phones().stream())
        .collect(Collectors.toSet());
    Found found = new Found(
        new Touches(touches(households, phones, now)),
        stops(households, phones, now),
        promises(accounts),
        outages(accounts, now),
        new DeadNumberRows(store).of(accounts, phones, now),
        new DemandHoldRows(store).of(households, phones, now),
        unread(phones, now));
    return accounts.stream().collect(Collectors.toMap(Account::id, found::about, (a, _) -> a));
  }

  private record Found(
      Touches touches,
      Stops stops,
      Map<UUID, LocalDate> promises,
      Map<String, List<Outage>> outages,
      Map<UUID, List<DeadNumber>> dead,
      DemandHoldRows.Holds holds,
      Map<Phone, UnreadAnswer> unread) {
    AccountFacts about(Account account) {
      String district = JooqOutages.key(account.subscriber().place().district());
      return new AccountFacts(
          touches.of(account),
          stops.of(account),
          Optional.ofNullable(promises.get(account.id())),
          outages.getOrDefault(district, List.of()),
          dead.getOrDefault(account.id(), List.of()),
          holds.of(account),
          account.subscriber().phones().stream().filter(unread::containsKey).map(unread::get).toList());
    }
  }

  /// The attempts by household and by number, so that a question need not look at the attempts of all others.
  private static final class Touches {
    private final Map<UUID, List<PastAttempt>> byHousehold = new HashMap<>();
    private final Map<Phone, List<PastAttempt>> byPhone = new HashMap<>();

    Touches(List<PastAttempt> all) {
      for (PastAttempt touch : all) {
        touch.households().forEach(one -> byHousehold.computeIfAbsent(one, _ -> new ArrayList<>()).add(touch));
        touch.phones().forEach(one -> byPhone.computeIfAbsent(one, _ -> new ArrayList<>()).add(touch));
      }
    }

    List<PastAttempt> of(Account account) {
      Set<PastAttempt> touches = new LinkedHashSet<>(byHousehold.getOrDefault(account.household(), List.of()));
      account.subscriber().phones().forEach(phone -> touches.addAll(byPhone.getOrDefault(phone, List.of())));
      return List.copyOf(touches);
    }
  }

  private record Stops(Map<UUID, List<Suppression>> byHousehold, Map<Phone, List<Suppression>> byPhone) {
    List<Suppression> of(Account account) {
      List<Suppression> stops = new ArrayList<>(byHousehold.getOrDefault(account.household(), List.of()));
      account.subscriber().phones().forEach(phone -> stops.addAll(byPhone.getOrDefault(phone, List.of())));
      return stops;
    }
  }

  /// Joins three searches, each with its own index. The last one finds attempts for an account before it came to its
  /// present household.
  private List<PastAttempt> touches(Set<UUID> households, Set<Phone> phones, Instant now) {
    Instant since = now.minus(Duration.ofDays(REACH_DAYS));
    UUID[] ids = households.toArray(UUID[]::new);
    String[] numbers = phones.stream().map(Phone::e164).toArray(String[]::new);
    return attempts(since).and(ATTEMPT.HOUSEHOLD_ID.eq(DSL.any(ids)))
        .union(attempts(since).and(ATTEMPT.PHONE.eq(DSL.any(numbers))))
        .union(attempts(since).and(ACCOUNT.HOUSEHOLD_ID.eq(DSL.any(ids))))
        .fetch(PastAttemptRows::read);
  }

  private SelectConditionStep<Record> attempts(Instant since) {
    return store.select(PastAttemptRows.FIELDS)
        .from(ATTEMPT).join(ACCOUNT).on(ACCOUNT.ID.eq(ATTEMPT.ACCOUNT_ID))
        .where(ATTEMPT.WRITTEN_AT.ge(since));
  }

  private Stops stops(Set<UUID> households, Set<Phone> phones, Instant now) {
    Map<UUID, List<Suppression>> byHousehold = new HashMap<>();
    Map<Phone, List<Suppression>> byPhone = new HashMap<>();
    store.select(SUPPRESSION.fields()).select(ACCOUNT.HOUSEHOLD_ID)
        .from(SUPPRESSION).leftJoin(ACCOUNT).on(ACCOUNT.ID.eq(SUPPRESSION.ACCOUNT_ID))
        .where(SuppressionRows.concerning(households, phones)).and(SuppressionRows.inForce(now))
        .orderBy(SUPPRESSION.SINCE)
        .forEach(row -> {
          Suppression stop = SuppressionRows.read(row);
          switch (stop.target()) {
            case Suppression.Target.Household _ ->
                byHousehold.computeIfAbsent(row.get(ACCOUNT.HOUSEHOLD_ID), _ -> new ArrayList<>()).add(stop);
            case Suppression.Target.Number(Phone phone) ->
                byPhone.computeIfAbsent(phone, _ -> new ArrayList<>()).add(stop);
          }
        });
    return new Stops(byHousehold, byPhone);
  }

  private Map<UUID, LocalDate> promises(Collection<Account> accounts) {
    var latest = DSL.max(PROMISE.PROMISED_ON);
    return store.select(PROMISE.ACCOUNT_ID, latest)
        .from(PROMISE)
        .where(PROMISE.ACCOUNT_ID.eq(DSL.any(accounts.stream().map(Account::id).toArray(UUID[]::new))))
        .and(PROMISE.STATE.eq("OPEN"))
        .groupBy(PROMISE.ACCOUNT_ID)
        .fetchMap(PROMISE.ACCOUNT_ID, latest);
  }

  /// Returns the newest unread answer of each number.
  private Map<Phone, UnreadAnswer> unread(Set<Phone> phones, Instant now) {
    var newest = DSL.max(SMS_INBOX.RECEIVED_AT);
    return store.select(SMS_INBOX.PHONE, newest)
        .from(SMS_INBOX)
        .where(SMS_INBOX.PHONE.eq(DSL.any(phones.stream().map(Phone::e164).toArray(String[]::new))))
        .and(SMS_INBOX.CLOSED_AT.isNull())
        .and(SMS_INBOX.RECEIVED_AT.gt(now.minus(unreadHold)))
        .groupBy(SMS_INBOX.PHONE)
        .fetchMap(
            row -> new Phone(row.get(SMS_INBOX.PHONE)),
            row -> new UnreadAnswer(new Phone(row.get(SMS_INBOX.PHONE)), row.get(newest),
                row.get(newest).plus(unreadHold)));
  }

  private Map<String, List<Outage>> outages(Collection<Account> accounts, Instant now) {
    Set<String> districts = accounts.stream().map(one -> one.subscriber().place().district())
        .filter(name -> !name.isBlank())
        .collect(Collectors.toSet());
    return store.selectFrom(OUTAGE)
        .where(JooqOutages.inDistricts(districts), JooqOutages.inForce(now))
        .fetch(JooqOutages::read).stream()
        .collect(Collectors.groupingBy(outage -> JooqOutages.key(outage.district())));
  }
}
