package org.obzvon.sms.smpp;

import static org.jsmpp.SMPPConstant.STAT_ESME_RALYBND;
import static org.jsmpp.SMPPConstant.STAT_ESME_RBINDFAIL;
import static org.jsmpp.SMPPConstant.STAT_ESME_RINVDSTADR;
import static org.jsmpp.SMPPConstant.STAT_ESME_RINVDSTNPI;
import static org.jsmpp.SMPPConstant.STAT_ESME_RINVDSTTON;
import static org.jsmpp.SMPPConstant.STAT_ESME_RINVPASWD;
import static org.jsmpp.SMPPConstant.STAT_ESME_RINVSYSID;
import static org.jsmpp.SMPPConstant.STAT_ESME_RMSGQFUL;
import static org.jsmpp.SMPPConstant.STAT_ESME_RTHROTTLED;
import static org.jsmpp.SMPPConstant.STAT_ESME_RX_P_APPN;
import static org.jsmpp.SMPPConstant.STAT_ESME_RX_R_APPN;
import static org.jsmpp.SMPPConstant.STAT_ESME_RX_T_APPN;

import java.util.Locale;
import java.util.Optional;
import org.jsmpp.bean.MessageState;
import org.obzvon.sms.Fate;

/// The words of SMPP 3.4 as ours: command statuses (§5.1.3), message states (§5.2.28) and their names in receipts
/// (appendix B).
final class SmppStatuses {
  private SmppStatuses() {}

  /// Whether the centre asks to slow down.
  static boolean isThrottling(int status) {
    return switch (status) {
      case STAT_ESME_RTHROTTLED, // more than the allowed rate
          STAT_ESME_RMSGQFUL, // queue full
          STAT_ESME_RX_T_APPN -> true; // a temporary fault of the receiver
      default -> false;
    };
  }

  /// Why a message was not taken.
  static Fate refused(int status) {
    return switch (status) {
      case STAT_ESME_RINVDSTADR, // invalid destination address
          STAT_ESME_RINVDSTTON,
          STAT_ESME_RINVDSTNPI -> Fate.NO_SUCH_NUMBER;
      case STAT_ESME_RX_P_APPN, // a permanent fault of the receiver
          STAT_ESME_RX_R_APPN -> Fate.BARRED; // rejected by the receiver
      default -> Fate.GATEWAY; // our login, sender, fields, or a fault that says nothing about the number
    };
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

  static Fate fate(MessageState state) {
    return switch (state) {
      case SCHEDULED, ENROUTE, ACCEPTED -> Fate.ON_ITS_WAY;
      case DELIVERED -> Fate.DELIVERED;
      case EXPIRED, DELETED, SKIPPED -> Fate.NOT_DELIVERED;
      case UNDELIVERABLE, REJECTED -> Fate.BARRED;
      case UNKNOWN -> Fate.UNKNOWN;
    };
  }

  /// The word after `stat:`; empty for one that the standard does not know.
  static Optional<Fate> fate(String word) {
    return switch (word.toUpperCase(Locale.ROOT)) {
      case "ENROUTE", "ACCEPTD", "SCHEDULED", "BUFFRED" -> Optional.of(Fate.ON_ITS_WAY);
      case "DELIVRD" -> Optional.of(Fate.DELIVERED);
      case "EXPIRED", "DELETED", "SKIPPED" -> Optional.of(Fate.NOT_DELIVERED);
      case "UNDELIV", "REJECTD" -> Optional.of(Fate.BARRED);
      case "UNKNOWN" -> Optional.of(Fate.UNKNOWN);
      default -> Optional.empty();
    };
  }
}
