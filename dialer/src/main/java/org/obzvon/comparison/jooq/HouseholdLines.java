package org.obzvon.comparison.jooq;

import static org.obzvon.comparison.jooq.LedgerLine.Part.ACCOUNT;
import static org.obzvon.comparison.jooq.LedgerLine.Part.CURRENCY;
import static org.obzvon.comparison.jooq.LedgerLine.Part.FOURTH;
import static org.obzvon.comparison.jooq.LedgerLine.Part.HOUSEHOLD;
import static org.obzvon.comparison.jooq.LedgerLine.Part.KIND;
import static org.obzvon.comparison.jooq.LedgerLine.Part.NUMBER;
import static org.obzvon.comparison.jooq.LedgerLine.Part.SECOND;
import static org.obzvon.comparison.jooq.LedgerLine.Part.THIRD;
import static org.obzvon.comparison.jooq.LedgerLine.Part.TIME;
import static org.obzvon.comparison.jooq.LedgerLine.Part.WORD_1;
import static org.obzvon.comparison.jooq.LedgerLine.Part.WORD_2;
import static org.obzvon.comparison.jooq.LedgerLine.Part.WORD_3;
import static org.obzvon.comparison.jooq.LedgerLine.Part.WORD_4;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Currency;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Consumer;
import org.obzvon.comparison.ComparedAttempt;
import org.obzvon.comparison.Enrolled;
import org.obzvon.comparison.HouseholdHistory;
import org.obzvon.comparison.OperatorTurn;
import org.obzvon.comparison.PastText;
import org.obzvon.contact.Channel;
import org.obzvon.payment.PromiseState;
import org.obzvon.register.ZoneNameParser;

/// Joins the lines of each household. The lines of a household come together, its enrolments first.
final class HouseholdLines {
  private final Consumer<HouseholdHistory> reader;
  private final Map<String, ZoneId> zones = new HashMap<>();
  private UUID household;
  private List<Enrolled> enrolled = new ArrayList<>();
  private Map<UUID, ZoneId> zoneOf = new HashMap<>();
  private Map<UUID, List<HouseholdHistory.Payment>> payments = new HashMap<>();
  private Map<UUID, List<HouseholdHistory.Promise>> promises = new HashMap<>();
  private Map<UUID, List<LocalDate>> overdue = new HashMap<>();
  private List<Instant> optOuts = new ArrayList<>();
  private List<Instant> complaints = new ArrayList<>();
  private List<OperatorTurn> turns = new ArrayList<>();
  private HouseholdAttempts attempts = new HouseholdAttempts();

  HouseholdLines(Consumer<HouseholdHistory> reader) {
    this.reader = reader;
  }

  void take(LedgerLine line) {
    if (household == null || !line.is(HOUSEHOLD, household)) {
      close();
      household = line.id(HOUSEHOLD);
    }
    switch (line.small(KIND)) {
      case LedgerLines.ENROLMENT -> addEnrolment(line);
      case LedgerLines.ATTEMPT -> attempts.add(line);
      case LedgerLines.PERMISSION -> attempts.addPermission(line);
      case LedgerLines.PAYMENT -> add(
          payments, line,
          new HouseholdHistory.Payment(line.amount(), line.instant(TIME), line.instant(SECOND)));
      case LedgerLines.PROMISE -> addPromise(line);
      case LedgerLines.OVERDUE -> add(overdue, line, line.day(NUMBER));
      case LedgerLines.STOP -> (line.flag(LedgerLines.OPT_OUT) ? optOuts : complaints).add(line.instant(TIME));
      case LedgerLines.UNSENT_NOTICE -> attempts.addUnsentNotice(line);
      case LedgerLines.TURN -> addTurn(line);
      default -> throw new IllegalStateException("unknown kind of line " + line.small(KIND));
    }
  }

  private static <T> void add(Map<UUID, List<T>> byAccount, LedgerLine line, T row) {
    byAccount.computeIfAbsent(line.id(ACCOUNT), _ -> new ArrayList<>(2)).add(row);
  }

  private void addEnrolment(LedgerLine line) {
    UUID account = line.id(ACCOUNT);
    ZoneId zone = zone(line.word(WORD_4));
    zoneOf.put(account, zone);
    attempts.setCurrency(account, line.word(LedgerLine.Part.WORD_5));
    Optional<Instant> ended = line.has(NUMBER) ? Optional.of(endOf(line.day(NUMBER), zone)) : Optional.empty();
    enrolled.add(
        new Enrolled(
            account, household,
            new Enrolled.Arm(line.word(WORD_1), line.word(WORD_2), line.flag(LedgerLines.PARTED)), line.word(WORD_3),
            new Enrolled.Debt(
                line.amount(), Currency.getInstance(line.word(CURRENCY)), line.flag(LedgerLines.LEFT_REGISTER), ended),
            line.instant(TIME)));
  }

  private void addPromise(LedgerLine line) {
    ZoneId zone = zoneOf.getOrDefault(line.id(ACCOUNT), ZoneOffset.UTC);
    add(
        promises, line,
        new HouseholdHistory.Promise(
            line.instant(TIME), endOf(line.day(NUMBER), zone), line.amount(), PromiseState.valueOf(line.word(WORD_4)),
            new ComparedAttempt.By(Channel.valueOf(line.word(WORD_1)), line.word(WORD_2))));
  }

  private void addTurn(LedgerLine line) {
    OperatorTurn.Times times = new OperatorTurn.Times(
        line.instant(TIME), line.moment(SECOND), line.moment(THIRD), line.moment(FOURTH));
    turns.add(
        new OperatorTurn(
            line.word(WORD_1), line.id(ACCOUNT), times,
            new OperatorTurn.Result(line.flag(LedgerLines.REACHED), line.flag(LedgerLines.PROMISED))));
    attempts.addTurn(line, times);
  }

  private static Instant endOf(LocalDate day, ZoneId zone) {
    return day.plusDays(1).atStartOfDay(zone).toInstant();
  }

  private ZoneId zone(String id) {
    return id == null ? ZoneOffset.UTC
        : zones.computeIfAbsent(id, name -> ZoneNameParser.find(name).orElse(ZoneOffset.UTC));
  }

  /// Gives the household to the reader, unless it has neither accounts nor turns in the campaign.
  void close() {
    if (!enrolled.isEmpty() || !turns.isEmpty()) {
      Map<UUID, List<PastText>> letters = attempts.letters();
      reader.accept(
          new HouseholdHistory(
              enrolled, attempts.compared(), payments, promises,
              new HouseholdHistory.Watch(optOuts, complaints, attempts.notAllowed(), overdue),
              new HouseholdHistory.Beside(letters, turns)));
    }
    enrolled = new ArrayList<>();
    zoneOf = new HashMap<>();
    payments = new HashMap<>();
    promises = new HashMap<>();
    overdue = new HashMap<>();
    optOuts = new ArrayList<>();
    complaints = new ArrayList<>();
    turns = new ArrayList<>();
    attempts = new HouseholdAttempts();
  }
}
