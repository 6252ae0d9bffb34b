package org.obzvon.comparison;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.OptionalInt;

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

  /// Counts the guardrails of one arm, household by household.
  static final class Tally {
    private final HouseholdHistory.Registers registers;
    private final ZoneId zone;
    private Households households = new Households(0, 0, 0);
    private Attempts attempts = new Attempts(0, 0, 0, 0);
    private Again again = new Again(0, 0);
    private int accounts;
    private int left;

    /// @param zone in which days are counted
    Tally(HouseholdHistory.Registers registers, ZoneId zone) {
      this.registers = registers;
      this.zone = zone;
    }

    /// @param members the accounts of the household that are in this arm; one at least
    void add(List<AccountFollowUp> members, HouseholdHistory.Watch watch) {
      Instant enrolled = members.getFirst().account().at();
      for (AccountFollowUp one : members) {
        enrolled = one.account().at().isBefore(enrolled) ? one.account().at() : enrolled;
        accounts++;
        left += one.end().event() == FollowUpEnd.LEFT ? 1 : 0;
        addAttempts(one.seen().own());
        if (one.hasPaid() && registers.to().isPresent()) {
          addPayer(one, registers.to().get(), watch);
        }
      }
      households = new Households(
          households.all + 1, households.optOuts + since(watch.optOuts(), enrolled),
          households.complaints + since(watch.complaints(), enrolled));
      attempts = new Attempts(
          attempts.all, attempts.notAllowed + watch.notAllowed(), attempts.answered, attempts.broken);
    }

    private static int since(List<Instant> moments, Instant enrolled) {
      return moments.stream().anyMatch(at -> !at.isBefore(enrolled)) ? 1 : 0;
    }

    private void addAttempts(List<AccountFollowUp.PricedAttempt> own) {
      int answered = 0;
      int broken = 0;
      for (AccountFollowUp.PricedAttempt one : own) {
        if (one.attempt().by().channel().isCall() && one.attempt().answer().answered()) {
          answered++;
          broken += one.attempt().answer().broken() ? 1 : 0;
        }
      }
      attempts = new Attempts(
          attempts.all + own.size(), attempts.notAllowed, attempts.answered + answered, attempts.broken + broken);
    }

    private void addPayer(AccountFollowUp one, LocalDate registersTo, HouseholdHistory.Watch watch) {
      LocalDate paid = one.paidAt().orElseThrow().atZone(zone).toLocalDate();
      LocalDate last = paid.plusDays(AGAIN_DAYS);
      if (!registersTo.isBefore(last)) {
        boolean overdue = watch.overdueSince().getOrDefault(one.account().account(), List.of()).stream()
            .anyMatch(since -> since.isAfter(paid) && !since.isAfter(last));
        again = new Again(again.payers + 1, again.overdue + (overdue ? 1 : 0));
      }
    }

    Guardrails close(String arm) {
      return new Guardrails(
          arm, households, accounts, registers.tellEndings() ? OptionalInt.of(left) : OptionalInt.empty(), attempts,
          again);
    }
  }
}
