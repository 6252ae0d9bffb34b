package org.obzvon.sms.smpp;

import static org.jsmpp.SMPPConstant.STAT_ESME_RALYBND;
import static org.jsmpp.SMPPConstant.STAT_ESME_RBINDFAIL;
import static org.jsmpp.SMPPConstant.STAT_ESME_RINVPASWD;
import static org.jsmpp.SMPPConstant.STAT_ESME_RINVSYSID;

import java.util.Locale;
import java.util.Optional;
import org.obzvon.sms.Fate;
import org.obzvon.sms.smpp.SmppTable.Says;

/// Turns what a centre says into ours, by the rows of [SmppTable].
final class SmppStatuses {
  private SmppStatuses() {}

  /// Whether the centre asks to slow down.
  static boolean isThrottling(int status) {
    return refused(status) == Fate.CONGESTION;
  }

  /// Why a message was not taken. Numbers that only the provider knows say nothing about the debtor's number.
  static Fate refused(int status) {
    return SmppTable.find(Says.COMMAND_STATUS, Integer.toString(status)).orElse(Fate.GATEWAY);
  }

  /// Why we are not let in, and what to do.
  static String bindRefused(int status) {
    String why =
        switch (status) {
          case STAT_ESME_RINVPASWD -> "the centre refuses the password; check 'password' or 'password-file'";
          case STAT_ESME_RINVSYSID -> "the centre does not know the 'system-id'";
          case STAT_ESME_RALYBND -> "somebody is bound with this 'system-id' already; ask the provider how many may be";
          case STAT_ESME_RBINDFAIL -> "the centre refuses to bind us; ask the provider whether the login, this address and a transceiver are allowed";
          default -> "the centre refuses to bind us; ask the provider";
        };
    return why + " (" + code(status) + ")";
  }

  /// `STAT_ESME` and the number, as the provider's support asks for it.
  static String code(int status) {
    return String.format(Locale.ROOT, "SMPP 0x%08X", status);
  }

  /// Of a number that is no state nothing is known yet.
  static Fate state(int state) {
    return SmppTable.find(Says.STATE, Integer.toString(state)).orElse(Fate.ON_ITS_WAY);
  }

  /// What stands after `stat:`, a word or the number of a state; empty for one that the table does not hold.
  static Optional<Fate> word(String word) {
    return SmppTable.find(word.matches("\\d") ? Says.STATE : Says.WORD, word.toUpperCase(Locale.ROOT));
  }

  /// Why a message was not delivered; empty where the code says nothing.
  static Optional<Fate> error(ErrorCodes whose, String code) {
    if (!code.matches("\\d{1,5}")) {
      return Optional.empty();
    }
    String number = Integer.toString(Integer.parseInt(code));
    return switch (whose) {
      case OTHER -> Optional.empty();
      case GSM_MAP -> SmppTable.find(Says.GSM_ERROR, number);
      case TWILIO -> SmppTable.find(Says.TWILIO_ERROR, number);
    };
  }
}
