package org.obzvon.rehearsal;

import java.math.BigDecimal;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.ZonedDateTime;
import java.time.temporal.TemporalAdjusters;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import org.obzvon.rehearsal.LedgerCheckRows.Owed;
import org.obzvon.rehearsal.LedgerCheckRows.Paid;
import org.obzvon.rehearsal.LedgerCheckRows.Row;
import org.obzvon.rehearsal.LedgerCheckRows.Stop;

/// Audits a finished ledger and counts what should never have happened. It looks only at what was done, works from its
/// own limits and shares no code with the policy that decided.
///
/// A notice that the law requires must respect the hours, every suppression except the wish for no more reminders, and
/// payment. It does not violate a cap, but counts against the reminders after it. The hold-out may get nothing else.
///
/// At equal instants a payment counts as known before the contact (the walk imports money first); a suppression does
/// not, because the contact that caused it has the same instant on a clock that does not run.
public final class LedgerCheck {
  private static final String HOLD_OUT = "HOLD_OUT";
  private static final String OPT_OUT = "OPT_OUT";
  private static final String APPOINTMENT = "APPOINTMENT";
  /// Contacts that ask for no money may also go to a debtor who owes nothing.
  private static final Set<String> FREE = Set.of("PAYMENT", APPOINTMENT);

  private static final Set<String> FAULTS_OF_OURS = Set.of("CONGESTION", "EXCHANGE", "NETWORK");

  private final LedgerCheckLimits limits;
  private final LedgerCheckLimits.DaysOff daysOff;

  public LedgerCheck(LedgerCheckLimits limits, LedgerCheckLimits.DaysOff daysOff) {
    this.limits = limits;
    this.daysOff = daysOff;
  }

  public enum Kind {
    ZONE_UNKNOWN,
    OUTSIDE_HOURS,
    CALLS_ABOVE_DAY,
    CALLS_ABOVE_WEEK,
    CALLS_ABOVE_MONTH,
    MESSAGES_ABOVE_DAY,
    MESSAGES_ABOVE_WEEK,
    MESSAGES_ABOVE_MONTH,
    AFTER_STOP,
    AFTER_FULL_PAYMENT,
    HOLD_OUT_CONTACTED
  }

  /// @param attempt the row that should not be there
  public record Violation(Kind kind, UUID attempt, String why) {}

  /// @param rows how many were checked: no violation in zero rows proves nothing
  public record Findings(int rows, List<Violation> violations) {
    public Findings {
      violations = List.copyOf(violations);
    }

    /// Returns the count of every kind, including those with none.
    public Map<Kind, Integer> counts() {
      Map<Kind, Integer> counts = new EnumMap<>(Kind.class);
      for (Kind kind : Kind.values()) {
        counts.put(kind, (int) violations.stream().filter(violation -> violation.kind() == kind).count());
      }
      return counts;
    }
  }

  public Findings check(LedgerCheckRows ledger) {
    List<Row> rows = ledger.rows().stream().sorted(Comparator.comparing(Row::writtenAt).thenComparing(Row::attempt))
        .toList();
    List<Violation> found = new ArrayList<>();
    hours(rows, found);
    caps(rows, found);
    stops(rows, ledger.stops(), found);
    paid(rows.stream().filter(row -> !FREE.contains(row.what().origin())).toList(), ledger, found);
    heldOut(rows, found);
    return new Findings(rows.size(), found);
  }

  private void hours(List<Row> rows, List<Violation> found) {
    for (Row row : rows) {
      Optional<ZonedDateTime> local = local(row);
      if (local.isEmpty()) {
        found.add(new Violation(Kind.ZONE_UNKNOWN, row.attempt(), "contacted although the zone is not known"));
        continue;
      }
      boolean off = daysOff.isOff(local.get().toLocalDate());
      LedgerCheckLimits.Hours hours = off ? limits.daysOff() : limits.workingDays();
      if (!hours.hold(local.get().toLocalTime())) {
        String why = local.get() + (off ? ", a day off" : ", a working day") + ": allowed " + hours.from() + "–"
            + hours.until();
        found.add(new Violation(Kind.OUTSIDE_HOURS, row.attempt(), why));
      }
    }
  }

  private void caps(List<Row> rows, List<Violation> found) {
    List<Row> calls = rows.stream().filter(row -> row.channel().isCall() && callCounts(row)).toList();
    List<Row> messages = rows.stream().filter(row -> !row.channel().isCall() && messageCounts(row)).toList();
    Function<LocalDate, LocalDate> day = Function.identity();
    Function<LocalDate, LocalDate> week = date -> date.with(TemporalAdjusters.previousOrSame(DayOfWeek.MONDAY));
    Function<LocalDate, LocalDate> month = date -> date.withDayOfMonth(1);
    above(calls, day, limits.calls().day(), Kind.CALLS_ABOVE_DAY, found);
    above(calls, week, limits.calls().week(), Kind.CALLS_ABOVE_WEEK, found);
    above(calls, month, limits.calls().month(), Kind.CALLS_ABOVE_MONTH, found);
    above(messages, day, limits.messages().day(), Kind.MESSAGES_ABOVE_DAY, found);
    above(messages, week, limits.messages().week(), Kind.MESSAGES_ABOVE_WEEK, found);
    above(messages, month, limits.messages().month(), Kind.MESSAGES_ABOVE_MONTH, found);
  }

  /// Adds one violation for each row above the cap of its household and period.
  private static void above(
      List<Row> rows, Function<LocalDate, LocalDate> period, int cap, Kind kind, List<Violation> found) {
    record Period(UUID household, LocalDate begin) {}
    Map<Period, Integer> counts = new HashMap<>();
    for (Row row : rows) {
      local(row).ifPresent(local -> {
        Period key = new Period(row.whom().household(), period.apply(local.toLocalDate()));
        int count = counts.merge(key, 1, Integer::sum);
        if (count > cap && !isNotice(row)) {
          found.add(new Violation(kind, row.attempt(), "number " + count + " since " + key.begin() + ", cap " + cap));
        }
      });
    }
  }

  private boolean callCounts(Row row) {
    return !row.ending().map(ending -> reachedNobodyOfTheHousehold(row, ending)).orElse(false) && mayCount(row);
  }

  /// Returns whether no member of the household was reached: a fault of our own side rang nobody, and a wrong number is
  /// a stranger's.
  private static boolean reachedNobodyOfTheHousehold(Row row, LedgerCheckRows.Ending ending) {
    boolean fault = ending.outcome().equals("FAILED") && FAULTS_OF_OURS.contains(ending.detail())
        && row.answeredAt().isEmpty();
    return fault || ending.detail().equals("WRONG_NUMBER");
  }

  private boolean mayCount(Row row) {
    return switch (limits.counted()) {
      case EVERY_ATTEMPT -> true;
      case ANSWERED_BY_PERSON -> row.ending().map(ending -> switch (ending.outcome()) {
        case "LOST", "REACHED" -> true;
        // Any other outcome, also one unknown here, is judged by whether somebody picked up.
        default -> row.answeredAt().isPresent() && !ending.detail().equals("MACHINE");
      }).orElse(true);
    };
  }

  private static boolean messageCounts(Row row) {
    return row.ending().map(ending -> switch (ending.outcome()) {
      case "FAILED", "UNDELIVERABLE", "NOT_REACHED" -> false;
      default -> true;
    }).orElse(true);
  }

  private static void stops(List<Row> rows, List<Stop> stops, List<Violation> found) {
    Map<Object, List<Stop>> byTarget = new HashMap<>();
    for (Stop stop : stops) {
      stop.phone().ifPresent(phone -> byTarget.computeIfAbsent(phone, _ -> new ArrayList<>()).add(stop));
      stop.household().ifPresent(house -> byTarget.computeIfAbsent(house, _ -> new ArrayList<>()).add(stop));
    }
    for (Row row : rows) {
      List<Stop> about = new ArrayList<>(byTarget.getOrDefault(row.whom().phone(), List.of()));
      about.addAll(byTarget.getOrDefault(row.whom().household(), List.of()));
      about.stream()
          .filter(stop -> !(isNotice(row) && stop.kind().equals(OPT_OUT)))
          .filter(stop -> row.writtenAt().isAfter(stop.since()))
          .filter(stop -> stop.until().map(until -> row.writtenAt().isBefore(until)).orElse(true))
          .findFirst()
          .ifPresent(stop -> found.add(
              new Violation(Kind.AFTER_STOP, row.attempt(), "a stop entry stands since " + stop.since())));
    }
  }

  /// Compares the rows with what each account owed and paid at that time.
  private static void paid(List<Row> rows, LedgerCheckRows ledger, List<Violation> found) {
    Map<UUID, List<Owed>> owed = new HashMap<>();
    ledger.owed().forEach(one -> owed.computeIfAbsent(one.account(), _ -> new ArrayList<>()).add(one));
    Map<UUID, List<Paid>> payments = new HashMap<>();
    ledger.payments().forEach(paid -> payments.computeIfAbsent(paid.account(), _ -> new ArrayList<>()).add(paid));
    for (Row row : rows) {
      UUID account = row.whom().account();
      owed.getOrDefault(account, List.of()).stream()
          .filter(statement -> !statement.at().isAfter(row.writtenAt()))
          .max(Comparator.comparing(Owed::at))
          .filter(statement -> isPaid(statement, payments.getOrDefault(account, List.of()), row))
          .ifPresent(statement -> found.add(
              new Violation(Kind.AFTER_FULL_PAYMENT, row.attempt(), "the " + statement.amount() + " owed were paid")));
    }
  }

  private static boolean isPaid(Owed statement, List<Paid> payments, Row row) {
    BigDecimal sum = payments.stream()
        .filter(paid -> paid.knownAt().isAfter(statement.at()) && !paid.knownAt().isAfter(row.writtenAt()))
        .map(Paid::amount)
        .reduce(BigDecimal.ZERO, BigDecimal::add);
    return sum.compareTo(statement.amount()) >= 0;
  }

  private static void heldOut(List<Row> rows, List<Violation> found) {
    for (Row row : rows) {
      boolean held = row.what().arm().equals(HOLD_OUT);
      if (held && !isNotice(row) && !row.what().origin().equals(APPOINTMENT)) {
        found.add(
            new Violation(Kind.HOLD_OUT_CONTACTED, row.attempt(), "a household that was to be left alone, by "
                + row.channel() + " for " + row.what().origin()));
      }
    }
  }

  private static boolean isNotice(Row row) {
    return row.what().origin().equals("NOTICE");
  }

  private static Optional<ZonedDateTime> local(Row row) {
    return row.whom().zone().map(zone -> row.writtenAt().atZone(zone));
  }
}
