package org.obzvon.rehearsal;

import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Set;
import org.obzvon.contact.NonPaymentReason;
import org.obzvon.register.Language;
import org.obzvon.register.Money;
import org.obzvon.register.Phone;
import org.obzvon.register.ServiceState;

/// An invented debtor. What billing would know goes into the register; the debtor's nature stays with the rehearsal.
///
/// @param number from 1; together with the seed it decides everything about the debtor
public record Debtor(int number, Contract contract, Person person, Arrears arrears, Nature nature) {

  /// @param household key shared by the accounts that live together
  public record Contract(
      String account, String household, String service, String tariff, ServiceState state, Set<String> tags) {
    public Contract {
      tags = Set.copyOf(tags);
    }
  }

  public record Person(String name, Language language, boolean legalEntity, Home home, List<Line> lines) {
    public Person {
      lines = List.copyOf(lines);
    }
  }

  /// @param zoneInRegister false for the few whose zone billing does not know: nobody may contact them
  public record Home(String address, String district, ZoneId zone, boolean zoneInRegister) {}

  /// A number that billing has for the debtor, and its real state.
  public record Line(Phone phone, LineState state) {}

  public enum LineState {
    WORKS,
    /// The number belongs to a stranger now.
    WRONG,
    SWITCHED_OFF,
    NO_SUCH_NUMBER
  }

  /// @param owed above zero
  public record Arrears(Money owed, LocalDate since, LocalDate restrictionOn) {}

  /// @param reason why the debtor has not paid, as they would say if asked
  /// @param habit when the debtor picks up
  /// @param optsOut how likely the debtor asks not to be called once they know the caller
  public record Nature(NonPaymentReason reason, Habit habit, double optsOut) {}

  /// The share of calls to a working line that a person or machine answers, by local hour.
  public enum Habit {
    /// The debtor is at work by day.
    EVENINGS(0.46, 0.56, 0.76),
    /// The debtor is at home or retired.
    DAYS(0.68, 0.74, 0.58),
    /// The debtor dislikes unknown numbers.
    SELDOM(0.28, 0.32, 0.40);

    private final double morning;
    private final double afternoon;
    private final double evening;

    Habit(double morning, double afternoon, double evening) {
      this.morning = morning;
      this.afternoon = afternoon;
      this.evening = evening;
    }

    double picksUp(int hour) {
      if (hour < 8 || hour >= 22) {
        return 0.10;
      }
      if (hour < 12) {
        return morning;
      }
      return hour < 18 ? afternoon : evening;
    }
  }

  public ZoneId zone() {
    return person.home().zone();
  }
}
