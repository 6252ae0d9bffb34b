package org.obzvon.sms.smpp;

import static org.jsmpp.SMPPConstant.STAT_ESME_RALYBND;
import static org.jsmpp.SMPPConstant.STAT_ESME_RBINDFAIL;
import static org.jsmpp.SMPPConstant.STAT_ESME_RINVPASWD;
import static org.jsmpp.SMPPConstant.STAT_ESME_RINVSYSID;

import java.util.Locale;
import java.util.Optional;
import org.obzvon.sms.DeliveryStatus;
import org.obzvon.sms.smpp.SmppTable.Says;

/// Turns a centre's codes into ours, by the rows of [SmppTable].
final class SmppStatuses {
  private SmppStatuses() {}

  /// Whether the centre throttles us.
  static boolean isThrottling(int status) {
    return refused(status) == DeliveryStatus.CONGESTION;
  }

  /// Why a message was refused. Codes that only the provider knows say nothing about the debtor's number.
  static DeliveryStatus refused(int status) {
    return SmppTable.find(Says.COMMAND_STATUS, Integer.toString(status)).orElse(DeliveryStatus.GATEWAY);
  }

  /// Why the centre refused to bind us, and what to do.
  static String bindRefused(int status) {
    String why = switch (status) {
      case STAT_ESME_RINVPASWD -> "the centre refuses the password; check 'password' or 'password-file'";
      case STAT_ESME_RINVSYSID -> "the centre does not know the 'system-id'";
      case STAT_ESME_RALYBND -> "somebody is bound with this 'system-id' already; ask the provider how many may be";
      case STAT_ESME_RBINDFAIL ->
          "the centre refuses to bind us; ask the provider whether the login, this address and a transceiver are allowed";
      default -> "the centre refuses to bind us; ask the provider";
    };
    return why + " (" + code(status) + ")";
  }

  /// The command status as the provider's support asks for it: `SMPP` and the hexadecimal number.
  static String code(int status) {
    return String.format(Locale.ROOT, "SMPP 0x%08X", status);
  }

  /// The delivery status for a state number. An unknown number means that nothing is known yet.
  static DeliveryStatus state(int state) {
    return SmppTable.find(Says.STATE, Integer.toString(state)).orElse(DeliveryStatus.ON_ITS_WAY);
  }

  /// The delivery status for the value after `stat:`, a word or the number of a state; empty if the table does not hold
  /// it.
  static Optional<DeliveryStatus> word(String word) {
    return SmppTable.find(word.matches("\\d") ? Says.STATE : Says.WORD, word.toUpperCase(Locale.ROOT));
  }

  /// Why a message was not delivered; empty when the code does not say.
  static Optional<DeliveryStatus> error(ErrorCodeScheme whose, String code) {
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
