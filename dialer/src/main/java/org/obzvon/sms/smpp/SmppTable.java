package org.obzvon.sms.smpp;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.obzvon.sms.Fate;

/// The table from what a centre says to what became of a message, one row a code, each with its source. [SmppStatuses]
/// reads it; nothing else decides by a code.
///
/// Only a code that says so speaks of the number. A refusal of our login, sender, text or account, a full or throttling
/// centre, a message that was filtered and a telephone that is switched off say nothing about it.
final class SmppTable {
  private static final String STATUS = "SMPP 3.4 §5.1.3 ";
  private static final String STATE = "SMPP 3.4 §5.2.28 ";
  private static final String WORD = "SMPP 3.4 appendix B ";
  private static final String MAP = "3GPP TS 29.002 §17.6, MAP-Errors ";
  private static final String TWILIO = "twilio.com/docs/smpp/error-codes ";

  enum Says {
    /// The answer to our message.
    COMMAND_STATUS,
    /// The number of a state, in the tag message_state, in an answer to our question, or after `stat:`.
    STATE,
    /// The word after `stat:`.
    WORD,
    /// The code after `err:` of a centre with [ErrorCodes#GSM_MAP], and in the tag network_error_code of a GSM network.
    GSM_ERROR,
    /// The code after `err:` of a centre with [ErrorCodes#TWILIO].
    TWILIO_ERROR
  }

  /// @param source the document that gives the code its meaning
  record Row(Says says, String code, Fate fate, String source) {}

  static final List<Row> ROWS =
      List.of(
          status(0x01, Fate.GATEWAY, "ESME_RINVMSGLEN message length is invalid"),
          status(0x02, Fate.GATEWAY, "ESME_RINVCMDLEN"),
          status(0x03, Fate.GATEWAY, "ESME_RINVCMDID"),
          status(0x04, Fate.GATEWAY, "ESME_RINVBNDSTS"),
          status(0x06, Fate.GATEWAY, "ESME_RINVPRTFLG"),
          status(0x07, Fate.GATEWAY, "ESME_RINVREGDLVFLG"),
          status(0x08, Fate.GATEWAY, "ESME_RSYSERR system error of the centre"),
          status(0x0A, Fate.GATEWAY, "ESME_RINVSRCADR our sender"),
          status(0x0B, Fate.NO_SUCH_NUMBER, "ESME_RINVDSTADR invalid destination address"),
          status(0x0E, Fate.GATEWAY, "ESME_RINVPASWD"),
          status(0x0F, Fate.GATEWAY, "ESME_RINVSYSID"),
          status(0x14, Fate.CONGESTION, "ESME_RMSGQFUL message queue full"),
          status(0x15, Fate.GATEWAY, "ESME_RINVSERTYP"),
          status(0x33, Fate.GATEWAY, "ESME_RINVNUMDESTS"),
          status(0x40, Fate.GATEWAY, "ESME_RINVDESTFLAG"),
          status(0x42, Fate.GATEWAY, "ESME_RINVSUBREP"),
          status(0x43, Fate.GATEWAY, "ESME_RINVESMCLASS"),
          status(0x45, Fate.GATEWAY, "ESME_RSUBMITFAIL submission failed, also for want of credit"),
          status(0x48, Fate.GATEWAY, "ESME_RINVSRCTON type of our sender's number"),
          status(0x49, Fate.GATEWAY, "ESME_RINVSRCNPI plan of our sender's number"),
          status(0x50, Fate.GATEWAY, "ESME_RINVDSTTON how we write numbers"),
          status(0x51, Fate.GATEWAY, "ESME_RINVDSTNPI how we write numbers"),
          status(0x53, Fate.GATEWAY, "ESME_RINVSYSTYP"),
          status(0x54, Fate.GATEWAY, "ESME_RINVREPFLAG"),
          status(0x58, Fate.CONGESTION, "ESME_RTHROTTLED more than the allowed rate"),
          status(0x61, Fate.GATEWAY, "ESME_RINVSCHED"),
          status(0x62, Fate.GATEWAY, "ESME_RINVEXPIRY our validity period"),
          status(0x64, Fate.CONGESTION, "ESME_RX_T_APPN temporary fault of the receiver"),
          status(0x65, Fate.GATEWAY, "ESME_RX_P_APPN permanent fault of the receiving application: credit, contract or text"),
          status(0x66, Fate.GATEWAY, "ESME_RX_R_APPN the receiving application rejects the message: filtered"),
          status(0xC0, Fate.GATEWAY, "ESME_RINVOPTPARSTREAM"),
          status(0xC1, Fate.GATEWAY, "ESME_ROPTPARNOTALLWD"),
          status(0xC2, Fate.GATEWAY, "ESME_RINVPARLEN"),
          status(0xC3, Fate.GATEWAY, "ESME_RMISSINGOPTPARAM"),
          status(0xC4, Fate.GATEWAY, "ESME_RINVOPTPARAMVAL"),
          status(0xFE, Fate.NOT_DELIVERED, "ESME_RDELIVERYFAILURE"),
          status(0xFF, Fate.GATEWAY, "ESME_RUNKNOWNERR"),

          state(0, Fate.ON_ITS_WAY, "SMPP 5.0 §4.7.15 SCHEDULED"),
          state(1, Fate.ON_ITS_WAY, STATE + "ENROUTE"),
          state(2, Fate.DELIVERED, STATE + "DELIVERED"),
          state(3, Fate.NOT_DELIVERED, STATE + "EXPIRED"),
          state(4, Fate.NOT_DELIVERED, STATE + "DELETED"),
          state(5, Fate.NOT_DELIVERED, STATE + "UNDELIVERABLE: does not say why"),
          state(6, Fate.ON_ITS_WAY, STATE + "ACCEPTED"),
          state(7, Fate.UNKNOWN, STATE + "UNKNOWN"),
          state(8, Fate.GATEWAY, STATE + "REJECTED: by an interface on the way, filtered"),
          state(9, Fate.NOT_DELIVERED, "SMPP 5.0 §4.7.15 SKIPPED"),

          word("ENROUTE", Fate.ON_ITS_WAY, WORD + "as state 1"),
          word("ACCEPTD", Fate.ON_ITS_WAY, WORD + "as state 6"),
          word("ACCEPTED", Fate.ON_ITS_WAY, STATE + "written in full"),
          word("SCHEDULED", Fate.ON_ITS_WAY, "SMPP 5.0 §4.7.15"),
          word("BUFFRED", Fate.ON_ITS_WAY, "Mblox's own (github.com/opentelecoms-org/jsmpp/issues/9), Kannel gw/smsc/smsc_smpp.c"),
          word("BUFFERED", Fate.ON_ITS_WAY, "as BUFFRED"),
          word("BUFFERD", Fate.ON_ITS_WAY, "as BUFFRED"),
          word("ACKED", Fate.ON_ITS_WAY, "Mblox's own: the network took it (github.com/opentelecoms-org/jsmpp/issues/9)"),
          word("SENT", Fate.ON_ITS_WAY, "in use beside the standard: on its way to the network"),
          word("DELIVRD", Fate.DELIVERED, WORD + "as state 2"),
          word("DELIVERED", Fate.DELIVERED, STATE + "written in full"),
          word("EXPIRED", Fate.NOT_DELIVERED, WORD + "as state 3"),
          word("DELETED", Fate.NOT_DELIVERED, WORD + "as state 4"),
          word("SKIPPED", Fate.NOT_DELIVERED, "SMPP 5.0 §4.7.15"),
          word("UNDELIV", Fate.NOT_DELIVERED, WORD + "as state 5: does not say why"),
          word("UNDELIVERED", Fate.NOT_DELIVERED, "as UNDELIV"),
          word("UNDELIVERABLE", Fate.NOT_DELIVERED, STATE + "written in full"),
          word("FAILED", Fate.NOT_DELIVERED, "Mblox's own (github.com/opentelecoms-org/jsmpp/issues/9): does not say why"),
          word("REJECTD", Fate.GATEWAY, WORD + "as state 8"),
          word("REJECTED", Fate.GATEWAY, STATE + "written in full"),
          word("UNKNOWN", Fate.UNKNOWN, WORD + "as state 7"),

          gsm(1, Fate.NO_SUCH_NUMBER, "unknownSubscriber"),
          gsm(5, Fate.NOT_DELIVERED, "unidentifiedSubscriber: the visited exchange has lost it"),
          gsm(6, Fate.NOT_DELIVERED, "absentSubscriberSM: switched off or out of coverage"),
          gsm(9, Fate.BARRED, "illegalSubscriber"),
          gsm(11, Fate.BARRED, "teleserviceNotProvisioned: takes no text messages"),
          gsm(12, Fate.NOT_DELIVERED, "illegalEquipment: the telephone, not the number"),
          gsm(13, Fate.BARRED, "callBarred"),
          gsm(21, Fate.NOT_DELIVERED, "facilityNotSupported: the network, not the number"),
          gsm(27, Fate.NOT_DELIVERED, "absentSubscriber"),
          gsm(31, Fate.NOT_DELIVERED, "subscriberBusyForMT-SMS"),
          gsm(32, Fate.NOT_DELIVERED, "sm-DeliveryFailure: memory full, telephone's fault"),
          gsm(33, Fate.NOT_DELIVERED, "messageWaitingListFull"),
          gsm(34, Fate.NOT_DELIVERED, "systemFailure"),
          gsm(35, Fate.NOT_DELIVERED, "dataMissing"),
          gsm(36, Fate.NOT_DELIVERED, "unexpectedDataValue"),

          twilio(1, Fate.NOT_DELIVERED, "absent subscriber"),
          twilio(2, Fate.NOT_DELIVERED, "handset memory capacity exceeded"),
          twilio(3, Fate.NOT_DELIVERED, "equipment protocol error"),
          twilio(4, Fate.NOT_DELIVERED, "equipment not equipped with short messages"),
          twilio(5, Fate.NO_SUCH_NUMBER, "unknown subscriber"),
          twilio(6, Fate.BARRED, "illegal subscriber"),
          twilio(7, Fate.BARRED, "teleservice not provisioned"),
          twilio(8, Fate.NOT_DELIVERED, "illegal equipment"),
          twilio(9, Fate.BARRED, "call barred"),
          twilio(10, Fate.NOT_DELIVERED, "facility not supported"),
          twilio(11, Fate.NOT_DELIVERED, "subscriber busy"),
          twilio(12, Fate.NOT_DELIVERED, "system failure"));

  private static final Map<Says, Map<String, Fate>> FATES =
      ROWS.stream().collect(Collectors.groupingBy(Row::says, Collectors.toUnmodifiableMap(Row::code, Row::fate)));

  private SmppTable() {}

  /// Empty for a code that the table does not hold.
  static Optional<Fate> find(Says says, String code) {
    return Optional.ofNullable(FATES.get(says).get(code));
  }

  private static Row status(int status, Fate fate, String name) {
    return new Row(Says.COMMAND_STATUS, Integer.toString(status), fate, STATUS + name);
  }

  private static Row state(int state, Fate fate, String source) {
    return new Row(Says.STATE, Integer.toString(state), fate, source);
  }

  private static Row word(String word, Fate fate, String source) {
    return new Row(Says.WORD, word, fate, source);
  }

  private static Row gsm(int error, Fate fate, String name) {
    return new Row(Says.GSM_ERROR, Integer.toString(error), fate, MAP + name);
  }

  private static Row twilio(int error, Fate fate, String name) {
    return new Row(Says.TWILIO_ERROR, Integer.toString(error), fate, TWILIO + name);
  }
}
