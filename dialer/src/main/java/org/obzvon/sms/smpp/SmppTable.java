package org.obzvon.sms.smpp;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.obzvon.sms.DeliveryStatus;

/// The table from a centre's codes to delivery statuses, one row per code, each with its source. [SmppStatuses] reads
/// it; nothing else decides by a code.
///
/// A code counts against the number only if its definition says so. A refusal of our login, sender, text or account, a
/// full or throttling centre, a filtered message and a switched-off telephone say nothing about the number.
final class SmppTable {
  private static final String STATUS = "SMPP 3.4 §5.1.3 ";
  private static final String STATE = "SMPP 3.4 §5.2.28 ";
  private static final String WORD = "SMPP 3.4 appendix B ";
  private static final String MAP = "3GPP TS 29.002 §17.6, MAP-Errors ";
  private static final String TWILIO = "twilio.com/docs/smpp/error-codes ";

  enum Says {
    /// The command status of the response to our message.
    COMMAND_STATUS,
    /// The number of a state, in the tag message_state, in a response to our query, or after `stat:`.
    STATE,
    /// The word after `stat:`.
    WORD,
    /// The code after `err:` of a centre with [ErrorCodeScheme#GSM_MAP], and in the tag network_error_code of a GSM network.
    GSM_ERROR,
    /// The code after `err:` of a centre with [ErrorCodeScheme#TWILIO].
    TWILIO_ERROR
  }

  /// @param source the document that defines the code
  record Row(Says says, String code, DeliveryStatus fate, String source) {}

  static final List<Row> ROWS = List.of(
      status(0x01, DeliveryStatus.GATEWAY, "ESME_RINVMSGLEN message length is invalid"),
      status(0x02, DeliveryStatus.GATEWAY, "ESME_RINVCMDLEN"),
      status(0x03, DeliveryStatus.GATEWAY, "ESME_RINVCMDID"),
      status(0x04, DeliveryStatus.GATEWAY, "ESME_RINVBNDSTS"),
      status(0x06, DeliveryStatus.GATEWAY, "ESME_RINVPRTFLG"),
      status(0x07, DeliveryStatus.GATEWAY, "ESME_RINVREGDLVFLG"),
      status(0x08, DeliveryStatus.GATEWAY, "ESME_RSYSERR system error of the centre"),
      status(0x0A, DeliveryStatus.GATEWAY, "ESME_RINVSRCADR our sender"),
      status(0x0B, DeliveryStatus.NO_SUCH_NUMBER, "ESME_RINVDSTADR invalid destination address"),
      status(0x0E, DeliveryStatus.GATEWAY, "ESME_RINVPASWD"),
      status(0x0F, DeliveryStatus.GATEWAY, "ESME_RINVSYSID"),
      status(0x14, DeliveryStatus.CONGESTION, "ESME_RMSGQFUL message queue full"),
      status(0x15, DeliveryStatus.GATEWAY, "ESME_RINVSERTYP"),
      status(0x33, DeliveryStatus.GATEWAY, "ESME_RINVNUMDESTS"),
      status(0x40, DeliveryStatus.GATEWAY, "ESME_RINVDESTFLAG"),
      status(0x42, DeliveryStatus.GATEWAY, "ESME_RINVSUBREP"),
      status(0x43, DeliveryStatus.GATEWAY, "ESME_RINVESMCLASS"),
      status(0x45, DeliveryStatus.GATEWAY, "ESME_RSUBMITFAIL submission failed, also for want of credit"),
      status(0x48, DeliveryStatus.GATEWAY, "ESME_RINVSRCTON type of our sender's number"),
      status(0x49, DeliveryStatus.GATEWAY, "ESME_RINVSRCNPI plan of our sender's number"),
      status(0x50, DeliveryStatus.GATEWAY, "ESME_RINVDSTTON how we write numbers"),
      status(0x51, DeliveryStatus.GATEWAY, "ESME_RINVDSTNPI how we write numbers"),
      status(0x53, DeliveryStatus.GATEWAY, "ESME_RINVSYSTYP"),
      status(0x54, DeliveryStatus.GATEWAY, "ESME_RINVREPFLAG"),
      status(0x58, DeliveryStatus.CONGESTION, "ESME_RTHROTTLED more than the allowed rate"),
      status(0x61, DeliveryStatus.GATEWAY, "ESME_RINVSCHED"),
      status(0x62, DeliveryStatus.GATEWAY, "ESME_RINVEXPIRY our validity period"),
      status(0x64, DeliveryStatus.CONGESTION, "ESME_RX_T_APPN temporary fault of the receiver"),
      status(0x65, DeliveryStatus.GATEWAY,
          "ESME_RX_P_APPN permanent fault of the receiving application: credit, contract or text"),
      status(0x66, DeliveryStatus.GATEWAY,
          "ESME_RX_R_APPN the receiving application rejects the message: filtered"),
      status(0xC0, DeliveryStatus.GATEWAY, "ESME_RINVOPTPARSTREAM"),
      status(0xC1, DeliveryStatus.GATEWAY, "ESME_ROPTPARNOTALLWD"),
      status(0xC2, DeliveryStatus.GATEWAY, "ESME_RINVPARLEN"),
      status(0xC3, DeliveryStatus.GATEWAY, "ESME_RMISSINGOPTPARAM"),
      status(0xC4, DeliveryStatus.GATEWAY, "ESME_RINVOPTPARAMVAL"),
      status(0xFE, DeliveryStatus.NOT_DELIVERED, "ESME_RDELIVERYFAILURE"),
      status(0xFF, DeliveryStatus.GATEWAY, "ESME_RUNKNOWNERR"),

      state(0, DeliveryStatus.ON_ITS_WAY, "SMPP 5.0 §4.7.15 SCHEDULED"),
      state(1, DeliveryStatus.ON_ITS_WAY, STATE + "ENROUTE"),
      state(2, DeliveryStatus.DELIVERED, STATE + "DELIVERED"),
      state(3, DeliveryStatus.NOT_DELIVERED, STATE + "EXPIRED"),
      state(4, DeliveryStatus.NOT_DELIVERED, STATE + "DELETED"),
      state(5, DeliveryStatus.NOT_DELIVERED, STATE + "UNDELIVERABLE: does not say why"),
      state(6, DeliveryStatus.ON_ITS_WAY, STATE + "ACCEPTED"),
      state(7, DeliveryStatus.UNKNOWN, STATE + "UNKNOWN"),
      state(8, DeliveryStatus.GATEWAY, STATE + "REJECTED: by an interface on the way, filtered"),
      state(9, DeliveryStatus.NOT_DELIVERED, "SMPP 5.0 §4.7.15 SKIPPED"),

      word("ENROUTE", DeliveryStatus.ON_ITS_WAY, WORD + "as state 1"),
      word("ACCEPTD", DeliveryStatus.ON_ITS_WAY, WORD + "as state 6"),
      word("ACCEPTED", DeliveryStatus.ON_ITS_WAY, STATE + "written in full"),
      word("SCHEDULED", DeliveryStatus.ON_ITS_WAY, "SMPP 5.0 §4.7.15"),
      word("BUFFRED", DeliveryStatus.ON_ITS_WAY,
          "Mblox's own (github.com/opentelecoms-org/jsmpp/issues/9), Kannel gw/smsc/smsc_smpp.c"),
      word("BUFFERED", DeliveryStatus.ON_ITS_WAY, "as BUFFRED"),
      word("BUFFERD", DeliveryStatus.ON_ITS_WAY, "as BUFFRED"),
      word("ACKED", DeliveryStatus.ON_ITS_WAY,
          "Mblox's own: the network took it (github.com/opentelecoms-org/jsmpp/issues/9)"),
      word("SENT", DeliveryStatus.ON_ITS_WAY, "in use beside the standard: on its way to the network"),
      word("DELIVRD", DeliveryStatus.DELIVERED, WORD + "as state 2"),
      word("DELIVERED", DeliveryStatus.DELIVERED, STATE + "written in full"),
      word("EXPIRED", DeliveryStatus.NOT_DELIVERED, WORD + "as state 3"),
      word("DELETED", DeliveryStatus.NOT_DELIVERED, WORD + "as state 4"),
      word("SKIPPED", DeliveryStatus.NOT_DELIVERED, "SMPP 5.0 §4.7.15"),
      word("UNDELIV", DeliveryStatus.NOT_DELIVERED, WORD + "as state 5: does not say why"),
      word("UNDELIVERED", DeliveryStatus.NOT_DELIVERED, "as UNDELIV"),
      word("UNDELIVERABLE", DeliveryStatus.NOT_DELIVERED, STATE + "written in full"),
      word("FAILED", DeliveryStatus.NOT_DELIVERED,
          "Mblox's own (github.com/opentelecoms-org/jsmpp/issues/9): does not say why"),
      word("REJECTD", DeliveryStatus.GATEWAY, WORD + "as state 8"),
      word("REJECTED", DeliveryStatus.GATEWAY, STATE + "written in full"),
      word("UNKNOWN", DeliveryStatus.UNKNOWN, WORD + "as state 7"),

      gsm(1, DeliveryStatus.NO_SUCH_NUMBER, "unknownSubscriber"),
      gsm(5, DeliveryStatus.NOT_DELIVERED, "unidentifiedSubscriber: the visited exchange has lost it"),
      gsm(6, DeliveryStatus.NOT_DELIVERED, "absentSubscriberSM: switched off or out of coverage"),
      gsm(9, DeliveryStatus.BARRED, "illegalSubscriber"),
      gsm(11, DeliveryStatus.BARRED, "teleserviceNotProvisioned: takes no text messages"),
      gsm(12, DeliveryStatus.NOT_DELIVERED, "illegalEquipment: the telephone, not the number"),
      gsm(13, DeliveryStatus.BARRED, "callBarred"),
      gsm(21, DeliveryStatus.NOT_DELIVERED, "facilityNotSupported: the network, not the number"),
      gsm(27, DeliveryStatus.NOT_DELIVERED, "absentSubscriber"),
      gsm(31, DeliveryStatus.NOT_DELIVERED, "subscriberBusyForMT-SMS"),
      gsm(32, DeliveryStatus.NOT_DELIVERED, "sm-DeliveryFailure: memory full, telephone's fault"),
      gsm(33, DeliveryStatus.NOT_DELIVERED, "messageWaitingListFull"),
      gsm(34, DeliveryStatus.NOT_DELIVERED, "systemFailure"),
      gsm(35, DeliveryStatus.NOT_DELIVERED, "dataMissing"),
      gsm(36, DeliveryStatus.NOT_DELIVERED, "unexpectedDataValue"),

      twilio(1, DeliveryStatus.NOT_DELIVERED, "absent subscriber"),
      twilio(2, DeliveryStatus.NOT_DELIVERED, "handset memory capacity exceeded"),
      twilio(3, DeliveryStatus.NOT_DELIVERED, "equipment protocol error"),
      twilio(4, DeliveryStatus.NOT_DELIVERED, "equipment not equipped with short messages"),
      twilio(5, DeliveryStatus.NO_SUCH_NUMBER, "unknown subscriber"),
      twilio(6, DeliveryStatus.BARRED, "illegal subscriber"),
      twilio(7, DeliveryStatus.BARRED, "teleservice not provisioned"),
      twilio(8, DeliveryStatus.NOT_DELIVERED, "illegal equipment"),
      twilio(9, DeliveryStatus.BARRED, "call barred"),
      twilio(10, DeliveryStatus.NOT_DELIVERED, "facility not supported"),
      twilio(11, DeliveryStatus.NOT_DELIVERED, "subscriber busy"),
      twilio(12, DeliveryStatus.NOT_DELIVERED, "system failure"));

  private static final Map<Says, Map<String, DeliveryStatus>> FATES = ROWS.stream()
      .collect(Collectors.groupingBy(Row::says, Collectors.toUnmodifiableMap(Row::code, Row::fate)));

  private SmppTable() {}

  /// The delivery status for a code; empty if the table does not hold the code.
  static Optional<DeliveryStatus> find(Says says, String code) {
    return Optional.ofNullable(FATES.get(says).get(code));
  }

  private static Row status(int status, DeliveryStatus fate, String name) {
    return new Row(Says.COMMAND_STATUS, Integer.toString(status), fate, STATUS + name);
  }

  private static Row state(int state, DeliveryStatus fate, String source) {
    return new Row(Says.STATE, Integer.toString(state), fate, source);
  }

  private static Row word(String word, DeliveryStatus fate, String source) {
    return new Row(Says.WORD, word, fate, source);
  }

  private static Row gsm(int error, DeliveryStatus fate, String name) {
    return new Row(Says.GSM_ERROR, Integer.toString(error), fate, MAP + name);
  }

  private static Row twilio(int error, DeliveryStatus fate, String name) {
    return new Row(Says.TWILIO_ERROR, Integer.toString(error), fate, TWILIO + name);
  }
}
