package org.obzvon.rig;

import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/// The debtors whose numbers say what they do (`deploy/rig/debtors.conf`), and what the ledger must hold about them.
public final class RigDebtors {
  private static final List<String> LANGUAGES = List.of("ru", "ro", "en");
  private static final List<String> NAMES = List.of("Иванов Пётр", "Popescu Ion", "Green Thomas");
  private static final String HEADER = "account,name,phones,address,district,service,tariff,service state,balance,currency,debt since,language,zone,"
      + "legal entity\n";

  /// Asterisk reports no cause for a call that its own side hangs up.
  private static final int UNTOLD = 0;

  private final Map<String, Kind> byPhone = new LinkedHashMap<>();
  private final List<String> phones = new ArrayList<>();

  /// A kind of debtor: what they do and how the call ends.
  ///
  /// @param digits the number after the country code; `x` stands for a free digit
  /// @param answer outcome, detail and reason, as the ledger keeps them
  /// @param cause the Q.850 cause; [#UNTOLD] if the robot ends the call
  /// @param active whether the service is still on, which decides the script
  public record Kind(String digits, String behaviour, String disposition, String answer, int cause, boolean active) {
    private String phone(int index) {
      String free = digits.replaceAll("[^x]", "");
      return "+373" + digits.replace(free, ("%0" + free.length() + "d").formatted(index));
    }
  }

  static final Kind ONE_SECOND = new Kind("601xxxxx", "one-second", "ANSWERED", "NOT_REACHED HUNG_UP_EARLY", 16, true);
  static final Kind BUSY = new Kind("61xxxxxx", "busy", "BUSY", "NOT_REACHED BUSY", 17, true);
  static final Kind RINGS = new Kind("62xxxxxx", "rings", "NO ANSWER", "NOT_REACHED NO_ANSWER", 19, true);
  static final Kind NO_SUCH_NUMBER = new Kind("63xxxxxx", "no-such-number", "NO ANSWER", "UNDELIVERABLE NO_SUCH_NUMBER",
      1, false);
  static final Kind CONGESTION = new Kind("64xxxxxx", "congestion", "CONGESTION", "FAILED CONGESTION", 34, true);
  static final Kind REJECTS = new Kind("65xxxxxx", "rejects", "NO ANSWER", "NOT_REACHED REJECTED", 21, false);
  static final Kind MACHINE = new Kind("66xxxxxx", "machine", "ANSWERED", "NOT_REACHED MACHINE", UNTOLD, true);
  static final Kind LISTENS = new Kind("6700xxxx", "hangs-up", "ANSWERED", "NOT_REACHED SILENT", UNTOLD, false);
  static final Kind HANGS_UP_IN_A_PROMPT = new Kind("6708xxxx", "hangs-up", "ANSWERED", "NOT_REACHED HUNG_UP_EARLY", 16,
      false);
  static final Kind WANTS_A_PERSON = new Kind("6910000x", "presses-slowly", "ANSWERED", "NOT_REACHED ASKED_FOR_PERSON",
      16, true);
  static final Kind WANTS_NO_CALLS = new Kind("6919000x", "presses-slowly", "ANSWERED", "UNDELIVERABLE OPTED_OUT",
      UNTOLD, false);
  static final Kind SOMEBODY_ELSE = new Kind("693222xx", "presses-slowly", "ANSWERED", "NOT_REACHED SOMEBODY_ELSE",
      UNTOLD, true);
  static final Kind WRONG_NUMBER = new Kind("693333xx", "presses-slowly", "ANSWERED", "UNDELIVERABLE WRONG_NUMBER",
      UNTOLD, false);
  static final Kind PROMISES = new Kind("793111xx", "thinks", "ANSWERED", "REACHED PROMISED", UNTOLD, true);
  static final Kind NAMES_A_REASON = new Kind("793143xx", "thinks", "ANSWERED",
      "REACHED GAVE_REASON QUALITY_OF_SERVICE", UNTOLD, true);
  static final Kind CONFIRMS_AND_WANTS_NO_CALLS = new Kind("79219xxx", "thinks", "ANSWERED", "REACHED OPTED_OUT",
      UNTOLD, true);
  static final Kind CONFIRMS_AND_HANGS_UP = new Kind("7911xxxx", "thinks", "ANSWERED", "REACHED LISTENED", 16, true);

  /// Talks to the operator: a key each way, two seconds more, then the debtor hangs up.
  static final Kind TALKS = new Kind("7602xxxx", "wants-a-person", "ANSWERED", "REACHED ESCALATED", 16, true);
  /// Does the same, but talks for long.
  static final Kind TALKS_LONG = new Kind("7640xxxx", "wants-a-person", "ANSWERED", "REACHED ESCALATED", 16, true);
  /// Hums while waiting and talking, for half a minute.
  static final Kind HUMS_AND_TALKS = new Kind("7730xxxx", "hums-and-wants-a-person", "ANSWERED", "REACHED ESCALATED",
      16, true);
  static final Kind HUMS = new Kind("7110xxxx", "hums", "ANSWERED", "REACHED LISTENED", 16, true);
  static final Kind ASKS_AND_LEAVES = new Kind("7810xxxx", "presses-and-leaves", "ANSWERED",
      "NOT_REACHED ASKED_FOR_PERSON", 16, true);
  /// Asks for a person and presses 1 from six seconds later on.
  static final Kind TAKES_A_CALL_BACK = new Kind("6940111x", "presses-slowly", "ANSWERED",
      "NOT_REACHED ASKED_FOR_PERSON", 16, true);

  static final Kind STOPS_IN_THE_PROMPT = new Kind("6819000x", "presses", "ANSWERED", "UNDELIVERABLE OPTED_OUT", UNTOLD,
      true);
  /// Asks for a person and presses 9 two seconds later: while a telephone rings, or while a call-back is offered.
  static final Kind ASKS_AND_STOPS = new Kind("6820900x", "presses", "ANSWERED", "UNDELIVERABLE OPTED_OUT", UNTOLD,
      true);
  static final Kind ASKS_AND_STOPS_LATER = new Kind("6920900x", "presses-slowly", "ANSWERED", "UNDELIVERABLE OPTED_OUT",
      UNTOLD, true);
  /// Asks for a person and presses 9 every two seconds from then on.
  static final Kind STOPS_AGAIN_AND_AGAIN = new Kind("6850999x", "presses", "ANSWERED", "UNDELIVERABLE OPTED_OUT",
      UNTOLD, true);
  /// Says that the subscriber is not at home, and presses 9 while the robot says goodbye.
  static final Kind STOPS_IN_THE_GOODBYE = new Kind("562229xx", "presses-late", "ANSWERED", "UNDELIVERABLE OPTED_OUT",
      UNTOLD, true);

  /// Says nothing and presses 9 half a second after answering, while the robot still listens for a machine.
  static final Kind STOPS_AT_ONCE = new Kind("56279xxx", "presses-at-once", "ANSWERED", "UNDELIVERABLE OPTED_OUT",
      UNTOLD, true);

  /// Confirms when asked who it is, and listens.
  static final Kind CONFIRMS_AND_LISTENS = new Kind("562111xx", "presses-late", "ANSWERED", "REACHED LISTENED", UNTOLD,
      true);

  /// Adds so many debtors of a kind.
  public RigDebtors with(int count, Kind kind) {
    for (int i = 0; i < count; i++) {
      String phone = kind.phone(i);
      if (byPhone.put(phone, kind) != null) {
        throw new IllegalArgumentException("two debtors have the number " + phone);
      }
      phones.add(phone);
    }
    return this;
  }

  List<String> phones() {
    return List.copyOf(phones);
  }

  int count() {
    return phones.size();
  }

  Kind of(String phone) {
    return byPhone.get(phone);
  }

  /// Returns a register of debtors who owe the same and have the same name, so that their speech is rendered once.
  public static String alike(int count, ZoneId zone) {
    StringBuilder csv = new StringBuilder(HEADER);
    LocalDate since = LocalDate.now(zone).minusDays(5);
    for (int i = 0; i < count; i++) {
      csv.append(
          "B%06d-4711,Popescu Ion,%s,\"str. Florilor 5, ap. %d\",Centru,internet,Acasă,active,-100.00,MDL,%s,ro,%s,no%n"
              .formatted(i, ONE_SECOND.phone(i), i, since, zone));
    }
    return csv.toString();
  }

  /// Returns the number of the account in a line of [#alike].
  static String alikeAccount(int line) {
    return "B%06d-4711".formatted(line);
  }

  /// Returns a register of all of them, owing the same and with the same name, in the order of [#mixed].
  public String alike(ZoneId zone) {
    StringBuilder csv = new StringBuilder(HEADER);
    LocalDate since = LocalDate.now(zone).minusDays(5);
    List<String> mixed = mixed();
    for (int i = 0; i < mixed.size(); i++) {
      csv.append(
          "%s,Popescu Ion,%s,\"str. Florilor 5, ap. %d\",Centru,internet,Acasă,active,-100.00,MDL,%s,ro,%s,no%n"
              .formatted(alikeAccount(i), mixed.get(i), i, since, zone));
    }
    return csv.toString();
  }

  /// Returns their numbers in a shuffled order that is always the same.
  List<String> mixed() {
    List<String> mixed = new ArrayList<>(phones);
    Collections.shuffle(mixed, new Random(42));
    return mixed;
  }

  /// Returns the register in the product's own form. The numbers are shuffled, always the same way; the debtors with
  /// the longest calls owe most, so they are called first.
  String register(ZoneId zone) {
    List<String> mixed = mixed();
    StringBuilder csv = new StringBuilder(HEADER);
    LocalDate since = LocalDate.now(zone).minusDays(5);
    for (int i = 0; i < mixed.size(); i++) {
      Kind kind = byPhone.get(mixed.get(i));
      int owes = (kind.equals(LISTENS) || kind.behaviour().equals("thinks") ? 400 : 100) + i % 20;
      csv.append(
          "R%05d,%s %d,%s,\"str. Florilor 5, ap. %d\",Centru,internet,Acasă,%s,-%d.00,MDL,%s,%s,%s,no%n"
              .formatted(
                  i, NAMES.get(i % 3), i % 10, mixed.get(i), i, kind.active() ? "active" : "restricted", owes, since,
                  LANGUAGES.get(i % 3), zone));
    }
    return csv.toString();
  }
}
