package org.obzvon.sms.jooq;

import static org.obzvon.jooq.Tables.SMS_GATEWAY;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.jooq.DSLContext;
import org.obzvon.sms.ReceiptsPer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Whether a gateway brings a receipt for each segment of a message or one for the whole: as it is set, else as its
/// receipts have shown. Two receipts of one message show it for good; one receipt alone, with which no other came for a
/// time and of whose other segments the gateway tells nothing, shows it until two come.
final class GatewayReceipts {
  /// A gateway that has a receipt for each segment brings them within so long of each other.
  static final Duration TOGETHER = Duration.ofMinutes(10);

  private static final Logger LOG = LoggerFactory.getLogger(GatewayReceipts.class);

  private final Map<String, ReceiptsPer> set;

  /// @param set by gateway; those left out are recognised
  GatewayReceipts(Map<String, ReceiptsPer> set) {
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
