package org.obzvon.rehearsal.exchange;

import org.obzvon.rehearsal.CallBehaviour.Why;

/// How a call ends on the wire, as measured on Asterisk 22 with PJSIP (docs/asterisk.md).
///
/// @param dialStatus `DialStatus` of DialEnd; empty where Asterisk sends none
/// @param reason `NonPaymentReason` of OriginateResponse
/// @param tech SIP status; 0 where there is none
record Cause(int q850, String text, String dialStatus, int reason, int tech) {
  static final Cause NORMAL = new Cause(16, "Normal Clearing", "ANSWER", 4, 0);
  static final Cause RANG_OUT = new Cause(19, "User alerting, no answer", "", 3, 480);

  static Cause of(Why why) {
    return switch (why) {
      case BUSY -> new Cause(17, "User busy", "BUSY", 0, 486);
      case RINGS_OUT -> RANG_OUT;
      case NO_SUCH_NUMBER -> new Cause(1, "Unallocated (unassigned) number", "NOANSWER", 0, 404);
      case CONGESTION -> new Cause(34, "Circuit/channel congestion", "CONGESTION", 0, 503);
      case REJECTED -> new Cause(21, "Call Rejected", "NOANSWER", 0, 403);
    };
  }
}
