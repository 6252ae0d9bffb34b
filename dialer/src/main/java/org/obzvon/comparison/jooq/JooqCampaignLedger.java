package org.obzvon.comparison.jooq;

import static org.jooq.impl.DSL.not;
import static org.obzvon.jooq.Tables.ACCOUNT;
import static org.obzvon.jooq.Tables.ASSIGNMENT;
import static org.obzvon.jooq.Tables.ATTEMPT;
import static org.obzvon.jooq.Tables.CAMPAIGN;
import static org.obzvon.jooq.Tables.ENROLMENT;
import static org.obzvon.jooq.Tables.PAYMENT;
import static org.obzvon.jooq.Tables.PAYMENT_IMPORT;
import static org.obzvon.jooq.Tables.PROMISE;
import static org.obzvon.jooq.Tables.SMS_MESSAGE;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Currency;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.BinaryOperator;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.Record;
import org.jooq.impl.DSL;
import org.obzvon.comparison.AccountTableBuilder;
import org.obzvon.comparison.CampaignAccounts;
import org.obzvon.comparison.CampaignLedger;
import org.obzvon.comparison.ComparedAttempt;
import org.obzvon.comparison.Enrolled;
import org.obzvon.comparison.LedgerRows;
import org.obzvon.contact.Channel;
import org.obzvon.contact.ContactOutcome.Fault;
import org.obzvon.contact.ContactOutcome.Refusal;
import org.obzvon.contact.OurFaults;
import org.obzvon.payment.PromiseState;
import org.obzvon.register.Zones;

/// Reads the ledger in one transaction, so that no payment falls between two queries.
///
/// Payments count as known up to the last import, even one that found nothing new, and never beyond the present.
public final class JooqCampaignLedger implements CampaignLedger {
  private static final Set<String> BROKEN = Set.of("FAILED", "LOST");

  /// Outcomes of attempts that were never placed: our own side had no line, refused, or called the attempt off.
  private static final Set<String> NEVER_PLACED = Set.of(
      Refusal.PREFIX_NOT_ALLOWED.name(), Fault.CONGESTION.name(), Fault.EXCHANGE.name(), Fault.NO_OPERATOR.name(),
      Fault.CALLED_OFF.name());
  /// Matches tries that met a fault of our own side. They count as no attempts: they contacted nobody and no carrier
  /// charges them.
  private static final Condition NO_ATTEMPT = ATTEMPT.OUTCOME.eq("FAILED")
      .and(ATTEMPT.ANSWERED_AT.isNull())
      .and(ATTEMPT.DETAIL.isNotNull())
      .and(
          ATTEMPT.CHANNEL.ne(Channel.SMS.name()).and(ATTEMPT.DETAIL.in(names(OurFaults.ofCalls())))
              .or(
                  ATTEMPT.CHANNEL.eq(Channel.SMS.name())
                      .and(ATTEMPT.ACCEPTED_AT.isNull())
                      .and(ATTEMPT.DETAIL.in(names(OurFaults.ofTextsNotTaken())))));
  private static final String REACHED = "REACHED";
  private static final Field<BigDecimal> LEFT = PAYMENT.AMOUNT.minus(PAYMENT.TAKEN_BACK).as("left_of_it");
  private static final String DELIVERED = "DELIVERED";

  private final DSLContext store;
  private final InstantSource clock;

  public JooqCampaignLedger(DSLContext store, InstantSource clock) {
    this.store = store;
    this.clock = clock;
  }

  @Override
  public Optional<CampaignAccounts> read(String campaign, AccountTableBuilder.Reading reading) {
    return store.transactionResult(
        () -> {
          store.execute("set transaction isolation level repeatable read, read only");
          return store
              .select(CAMPAIGN.ID, CAMPAIGN.NAME, CAMPAIGN.SIMULATED, CAMPAIGN.DEFINITION_SHA256)
              .from(CAMPAIGN)
              .where(CAMPAIGN.NAME.eq(campaign))
              .fetchOptional()
              .map(row -> AccountTableBuilder.of(facts(store, row), rows(store, row.get(CAMPAIGN.ID)), reading));
        });
  }

  private CampaignAccounts.Facts facts(DSLContext ledger, Record row) {
    Instant now = clock.instant();
    Instant told = ledger.select(DSL.max(PAYMENT.IMPORTED_AT)).from(PAYMENT).fetchOne(DSL.max(PAYMENT.IMPORTED_AT));
    Instant asked = ledger.select(DSL.max(PAYMENT_IMPORT.RAN_AT)).from(PAYMENT_IMPORT)
        .fetchOne(DSL.max(PAYMENT_IMPORT.RAN_AT));
    Optional<Instant> freshTo = Stream.of(told, asked)
        .filter(Objects::nonNull)
        .max(Instant::compareTo)
        .map(moment -> moment.isAfter(now) ? now : moment);
    return new CampaignAccounts.Facts(
        row.get(CAMPAIGN.NAME), row.get(CAMPAIGN.SIMULATED), row.get(CAMPAIGN.DEFINITION_SHA256), freshTo,
        Optional.empty());
  }

  private static LedgerRows rows(DSLContext ledger, UUID campaign) {
    DeskRows desk = DeskRows.read(ledger, campaign);
    Drawn drawn = Drawn.read(ledger, campaign);
    return new LedgerRows(
        enrolled(ledger, campaign), touches(ledger, campaign, desk, drawn), payments(ledger, campaign),
        promises(ledger, campaign),
        asDrawn(new WatchRows(ledger, campaign).read(), drawn),
        new LedgerRows.Beside(PastTextRows.of(ledger, campaign), desk.turns()));
  }

  /// The households with which arms were drawn, for accounts that a register has separated since.
  ///
  /// @param byAccount account → the household with which its arm was drawn
  /// @param byHousehold household → the one with which the arms of all its accounts were drawn; a household whose
  ///     accounts come from several draws is absent
  private record Drawn(Map<UUID, UUID> byAccount, Map<UUID, UUID> byHousehold) {
    static Drawn read(DSLContext ledger, UUID campaign) {
      Map<UUID, UUID> byAccount = new HashMap<>();
      Map<UUID, Set<UUID>> draws = new HashMap<>();
      ledger.select(ENROLMENT.ACCOUNT_ID, ENROLMENT.HOUSEHOLD_ID, ENROLMENT.DRAWN_HOUSEHOLD_ID)
          .from(ENROLMENT)
          .where(ENROLMENT.CAMPAIGN_ID.eq(campaign))
          .forEach(
              row -> {
                UUID drawn = Optional.ofNullable(row.value3()).orElse(row.value2());
                byAccount.put(row.value1(), drawn);
                draws.computeIfAbsent(row.value2(), _ -> new HashSet<>()).add(drawn);
              });
      Map<UUID, UUID> byHousehold = new HashMap<>();
      draws.forEach((household, drawn) -> {
        if (drawn.size() == 1) {
          byHousehold.put(household, drawn.iterator().next());
        }
      });
      return new Drawn(byAccount, byHousehold);
    }

    UUID of(UUID household) {
      return byHousehold.getOrDefault(household, household);
    }

    UUID of(ComparedAttempt.Debtor debtor) {
      return byAccount.getOrDefault(debtor.account(), of(debtor.household()));
    }
  }

  private static LedgerRows.Watch asDrawn(LedgerRows.Watch watch, Drawn drawn) {
    return new LedgerRows.Watch(
        asDrawn(watch.optOuts(), drawn, JooqCampaignLedger::both),
        asDrawn(watch.complaints(), drawn, JooqCampaignLedger::both),
        asDrawn(watch.notAllowed(), drawn, Integer::sum), watch.overdueSince(), watch.registers());
  }

  private static <T> Map<UUID, T> asDrawn(Map<UUID, T> byHousehold, Drawn drawn, BinaryOperator<T> sum) {
    Map<UUID, T> asDrawn = new HashMap<>();
    byHousehold.forEach((household, value) -> asDrawn.merge(drawn.of(household), value, sum));
    return asDrawn;
  }

  private static <T> List<T> both(List<T> one, List<T> other) {
    return Stream.concat(one.stream(), other.stream()).toList();
  }

  private static List<Enrolled> enrolled(DSLContext ledger, UUID campaign) {
    return ledger
        .select(ENROLMENT.ACCOUNT_ID, ENROLMENT.HOUSEHOLD_ID, ENROLMENT.DRAWN_HOUSEHOLD_ID, ENROLMENT.SEGMENT,
            ENROLMENT.BALANCE, ENROLMENT.CURRENCY,
            ENROLMENT.ENROLLED_AT, ASSIGNMENT.ARM, ASSIGNMENT.WEIGHTS, ACCOUNT.LEFT_REGISTER_ON,
            ACCOUNT.CONTRACT_ENDED_ON, ACCOUNT.ZONE)
        .from(ENROLMENT)
        .join(ASSIGNMENT).on(ASSIGNMENT.ID.eq(ENROLMENT.ASSIGNMENT_ID))
        .join(ACCOUNT).on(ACCOUNT.ID.eq(ENROLMENT.ACCOUNT_ID))
        .where(ENROLMENT.CAMPAIGN_ID.eq(campaign))
        .fetch(
            row -> new Enrolled(
                row.get(ENROLMENT.ACCOUNT_ID),
                Optional.ofNullable(row.get(ENROLMENT.DRAWN_HOUSEHOLD_ID)).orElse(row.get(ENROLMENT.HOUSEHOLD_ID)),
                new Enrolled.Arm(
                    row.get(ASSIGNMENT.ARM), row.get(ASSIGNMENT.WEIGHTS),
                    row.get(ENROLMENT.DRAWN_HOUSEHOLD_ID) != null),
                row.get(ENROLMENT.SEGMENT),
                new Enrolled.Debt(
                    row.get(ENROLMENT.BALANCE).negate().max(BigDecimal.ZERO),
                    Currency.getInstance(row.get(ENROLMENT.CURRENCY)),
                    row.get(ACCOUNT.LEFT_REGISTER_ON) != null,
                    Optional.ofNullable(row.get(ACCOUNT.CONTRACT_ENDED_ON))
                        .map(last -> endOf(last, row.get(ACCOUNT.ZONE)))),
                row.get(ENROLMENT.ENROLLED_AT)));
  }

  /// Returns the attempts by household, without those that go to every arm alike: they are no difference between arms.
  private static Map<UUID, List<ComparedAttempt>> touches(
      DSLContext ledger, UUID campaign, DeskRows desk, Drawn drawn) {
    return ledger
        .select(ATTEMPT.ID, ATTEMPT.HOUSEHOLD_ID, ATTEMPT.ACCOUNT_ID, ATTEMPT.CHANNEL, ATTEMPT.WRITTEN_AT,
            ATTEMPT.ANSWERED_AT,
            ATTEMPT.ENDED_AT, ATTEMPT.OUTCOME, ATTEMPT.DETAIL, ATTEMPT.LINE, ATTEMPT.ACCEPTED_AT, ATTEMPT.SEGMENTS,
            ATTEMPT.SCRIPT, ATTEMPT.REASON)
        .select(PastTextRows.PRICE)
        .from(ATTEMPT)
        .join(ACCOUNT).on(ACCOUNT.ID.eq(ATTEMPT.ACCOUNT_ID))
        .leftJoin(SMS_MESSAGE).on(SMS_MESSAGE.ID.eq(ATTEMPT.ID))
        .where(ATTEMPT.CAMPAIGN_ID.eq(campaign), ATTEMPT.GROUND.in(PastTextRows.TREATMENT))
        .and(ATTEMPT.OUTCOME.isNull().or(not(NO_ATTEMPT)))
        .fetch(row -> touch(row, desk))
        .stream()
        .collect(
            Collectors.groupingBy(touch -> drawn.of(touch.debtor())));
  }

  private static ComparedAttempt touch(Record row, DeskRows desk) {
    Instant answered = row.get(ATTEMPT.ANSWERED_AT);
    Instant ended = row.get(ATTEMPT.ENDED_AT);
    Duration talk = answered == null || ended == null || ended.isBefore(answered)
        ? Duration.ZERO
        : Duration.between(answered, ended);
    Channel channel = Channel.valueOf(row.get(ATTEMPT.CHANNEL));
    String outcome = row.get(ATTEMPT.OUTCOME);
    boolean pickedUp = channel.isCall() ? answered != null : DELIVERED.equals(outcome);
    return new ComparedAttempt(
        new ComparedAttempt.Debtor(row.get(ATTEMPT.HOUSEHOLD_ID), row.get(ATTEMPT.ACCOUNT_ID)),
        new ComparedAttempt.By(channel, row.get(ATTEMPT.SCRIPT)),
        new ComparedAttempt.Route(row.get(ATTEMPT.LINE), isPlaced(row)),
        row.get(ATTEMPT.WRITTEN_AT),
        channel.isCall() ? time(talk, channel, desk.spent(row.get(ATTEMPT.ID))) : ComparedAttempt.Time.NONE,
        new ComparedAttempt.Text(
            Optional.ofNullable(row.get(ATTEMPT.SEGMENTS)).orElse(0), Optional.ofNullable(row.get(PastTextRows.PRICE))),
        new ComparedAttempt.Answer(
            pickedUp, REACHED.equals(outcome), pickedUp && outcome != null && BROKEN.contains(outcome),
            desk.reason(row.get(ATTEMPT.ID)).or(() -> Optional.ofNullable(row.get(ATTEMPT.REASON)))));
  }

  private static List<String> names(Set<Fault> faults) {
    return faults.stream().map(Fault::name).sorted().toList();
  }

  /// Returns true if the attempt left towards the network. A lost call whose fate is unknown counts as placed.
  private static boolean isPlaced(Record row) {
    boolean open = row.get(ATTEMPT.OUTCOME) == null;
    String detail = row.get(ATTEMPT.DETAIL);
    boolean out = row.get(ATTEMPT.ACCEPTED_AT) != null || row.get(ATTEMPT.ANSWERED_AT) != null;
    return open ? out : row.get(ATTEMPT.ANSWERED_AT) != null || detail == null || !NEVER_PLACED.contains(detail);
  }

  /// Returns the times of a call. Without a record of the desk, an operator talked for the whole of an operator call.
  private static ComparedAttempt.Time time(Duration talk, Channel channel, Optional<DeskRows.Spent> spent) {
    Duration operator = channel == Channel.OPERATOR ? talk : Duration.ZERO;
    return spent.map(desk -> new ComparedAttempt.Time(talk, desk.talk(), desk.wrapUp()))
        .orElse(new ComparedAttempt.Time(talk, operator, Duration.ZERO));
  }

  /// Returns the payments by account: each counts from the day on which it was made, on the account on which it is
  /// booked now, without the part that was taken back.
  private static Map<UUID, List<LedgerRows.Payment>> payments(DSLContext ledger, UUID campaign) {
    return ledger
        .select(PAYMENT.ACCOUNT_ID, LEFT, PAYMENT.PAID_AT, PAYMENT.IMPORTED_AT)
        .from(PAYMENT)
        .join(ENROLMENT).on(ENROLMENT.ACCOUNT_ID.eq(PAYMENT.ACCOUNT_ID))
        .where(ENROLMENT.CAMPAIGN_ID.eq(campaign), PAYMENT.CURRENCY.eq(ENROLMENT.CURRENCY))
        .and(PAYMENT.TAKEN_BACK.lt(PAYMENT.AMOUNT))
        .fetchGroups(
            PAYMENT.ACCOUNT_ID,
            row -> new LedgerRows.Payment(
                row.get(LEFT),
                row.get(PAYMENT.PAID_AT),
                row.get(PAYMENT.IMPORTED_AT)));
  }

  private static Map<UUID, List<LedgerRows.Promise>> promises(DSLContext ledger, UUID campaign) {
    return ledger
        .select(PROMISE.ACCOUNT_ID, PROMISE.MADE_AT, PROMISE.STATE, PROMISE.PROMISED_ON, PROMISE.AMOUNT, ACCOUNT.ZONE,
            ATTEMPT.CHANNEL, ATTEMPT.SCRIPT)
        .from(PROMISE)
        .join(ATTEMPT).on(ATTEMPT.ID.eq(PROMISE.ATTEMPT_ID))
        .join(ACCOUNT).on(ACCOUNT.ID.eq(PROMISE.ACCOUNT_ID))
        .where(ATTEMPT.CAMPAIGN_ID.eq(campaign))
        .fetchGroups(
            PROMISE.ACCOUNT_ID,
            row -> new LedgerRows.Promise(
                row.get(PROMISE.MADE_AT),
                endOf(row.get(PROMISE.PROMISED_ON), row.get(ACCOUNT.ZONE)),
                row.get(PROMISE.AMOUNT),
                PromiseState.valueOf(row.get(PROMISE.STATE)),
                new ComparedAttempt.By(Channel.valueOf(row.get(ATTEMPT.CHANNEL)), row.get(ATTEMPT.SCRIPT))));
  }

  private static Instant endOf(LocalDate day, String zone) {
    return day.plusDays(1).atStartOfDay(zone(zone)).toInstant();
  }

  private static ZoneId zone(String id) {
    return Optional.ofNullable(id).flatMap(Zones::find).orElse(ZoneOffset.UTC);
  }
}
