package org.obzvon.sms.jooq;

import static org.obzvon.jooq.Tables.SMS_GATEWAY;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.jooq.DSLContext;
import org.obzvon.sms.ReceiptsPer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Tells whether a gateway sends a receipt for each segment of a message or one for the whole: the setting decides,
/// else the receipts so far. Two receipts of one message decide it for good. One receipt alone decides it until two
/// come, if no other came with it for a time and the gateway reports nothing about the other segments.
final class ReceiptUnitDetection {
  /// A gateway with a receipt for each segment sends all receipts of a message within this time.
  static final Duration TOGETHER = Duration.ofMinutes(10);

  private static final Logger LOG = LoggerFactory.getLogger(ReceiptUnitDetection.class);

  private final Map<String, ReceiptsPer> set;

  /// @param set by gateway; gateways that are left out are recognised by their receipts
  ReceiptUnitDetection(Map<String, ReceiptsPer> set) {
    this.set = Map.copyOf(set);
  }

  ReceiptsPer of(DSLContext tx, String gateway) {
    ReceiptsPer known = set.getOrDefault(gateway, ReceiptsPer.UNKNOWN);
    return known != ReceiptsPer.UNKNOWN
        ? known
        : tx.select(SMS_GATEWAY.RECEIPTS)
            .from(SMS_GATEWAY)
            .where(SMS_GATEWAY.GATEWAY.eq(gateway))
            .fetchOptional(row -> ReceiptsPer.valueOf(row.get(SMS_GATEWAY.RECEIPTS)))
            .orElse(ReceiptsPer.UNKNOWN);
  }

  void shown(DSLContext tx, String gateway, ReceiptsPer what, Instant at) {
    tx.insertInto(SMS_GATEWAY)
        .set(SMS_GATEWAY.GATEWAY, gateway)
        .set(SMS_GATEWAY.RECEIPTS, what.name())
        .set(SMS_GATEWAY.SHOWN_AT, at)
        .onConflict(SMS_GATEWAY.GATEWAY)
        .doUpdate()
        .set(SMS_GATEWAY.RECEIPTS, what.name())
        .set(SMS_GATEWAY.SHOWN_AT, at)
        .execute();
    LOG.info("gateway {}: its receipts are one for each {} of a message", gateway, what);
  }
}
