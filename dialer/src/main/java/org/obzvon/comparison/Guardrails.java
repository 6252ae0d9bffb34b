package org.obzvon.comparison;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.UUID;

/// The measures that must not get worse in an arm while more debtors pay: opt-outs, complaints, contracts ended, calls
/// in which our side fell silent, attempts that no policy allowed, and debtors who paid and are overdue again.
///
/// @param left accounts whose contract ended within the window without a payment; empty if no register reports it
public record Guardrails(
    String arm, Households households, int accounts, OptionalInt left, Attempts attempts, Again again) {
  /// A payer counts as overdue again when their next debt began within this many days: the next monthly bill and its
  /// grace.
  public static final int AGAIN_DAYS = 45;

  /// Households that opted out, or complained, after the enrolment.
  public record Households(int all, int optOuts, int complaints) {}

  /// @param notAllowed without the policy's permission, or against a suppression in force; must be 0
  /// @param answered calls that were picked up; `broken`: those of them in which our own side failed
  public record Attempts(int all, int notAllowed, int answered, int broken) {}

  /// @param payers whose next [#AGAIN_DAYS] days the registers cover
  /// @param overdue those of them with a new debt
  public record Again(int payers, int overdue) {}

  /// @param zone in which days are counted
  static Guardrails of(String arm, List<Stories.Followed> members, LedgerRows.Watch watch, ZoneId zone) {
    Map<UUID, Instant> households = new HashMap<>();
    members.forEach(
        one -> households.merge(
            one.account().household(), one.account().at(), (first, other) -> first.isBefore(other) ? first : other));
    int left = (int) members.stream().filter(one -> one.end().end().event() == FollowUpEnd.LEFT).count();
    return new Guardrails(
        arm,
        new Households(households.size(), since(households, watch.optOuts()), since(households, watch.complaints())),
        members.size(),
        watch.tellsEndings() ? OptionalInt.of(left) : OptionalInt.empty(),
        attempts(members, households, watch),
        again(members, watch, zone));
  }

  private static int since(Map<UUID, Instant> households, Map<UUID, List<Instant>> moments) {
    return (int) households.entrySet().stream()
        .filter(
            one -> moments.getOrDefault(one.getKey(), List.of()).stream()
                .anyMatch(at -> !at.isBefore(one.getValue())))
        .count();
  }

  private static Attempts attempts(
      List<Stories.Followed> members, Map<UUID, Instant> households, LedgerRows.Watch watch) {
    List<ComparedAttempt> own = members.stream().flatMap(one -> one.end().seen().own().stream()).toList();
    List<ComparedAttempt> calls = own.stream()
        .filter(touch -> touch.by().channel().isCall() && touch.answer().answered()).toList();
    return new Attempts(
        own.size(),
        households.keySet().stream().mapToInt(household -> watch.notAllowed().getOrDefault(household, 0)).sum(),
        calls.size(),
        (int) calls.stream().filter(touch -> touch.answer().broken()).count());
  }

  private static Again again(List<Stories.Followed> members, LedgerRows.Watch watch, ZoneId zone) {
    int payers = 0;
    int overdue = 0;
    for (Stories.Followed one : members) {
      if (one.end().end().event() != FollowUpEnd.PAID || watch.registersTo().isEmpty()) {
        continue;
      }
      LocalDate paid = one.paidAt().orElseThrow().atZone(zone).toLocalDate();
      LocalDate last = paid.plusDays(AGAIN_DAYS);
      if (!watch.registersTo().get().isBefore(last)) {
        payers++;
        boolean again = watch.overdueSince().getOrDefault(one.account().account(), List.of()).stream()
            .anyMatch(since -> since.isAfter(paid) && !since.isAfter(last));
        overdue += again ? 1 : 0;
      }
    }
    return new Again(payers, overdue);
  }
}
