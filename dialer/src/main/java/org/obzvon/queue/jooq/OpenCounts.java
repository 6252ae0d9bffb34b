package org.obzvon.queue.jooq;

import static org.jooq.impl.DSL.count;
import static org.jooq.impl.DSL.inline;
import static org.obzvon.jooq.Tables.ATTEMPT;
import static org.obzvon.jooq.Tables.CONTACT;

import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import org.jooq.DSLContext;
import org.obzvon.contact.Channel;
import org.obzvon.contact.ContactState;
import org.obzvon.queue.ContactQueue.Open;

/// Counts what is leased and open over all nodes.
final class OpenCounts {
  private static final String LEASED = ContactState.LEASED.name();
  private static final String ROBOT = Channel.ROBOT.name();

  private OpenCounts() {}

  /// Leases are counted before attempts: a node that writes an attempt between the two is then counted twice, and the
  /// round leases too little. In the other order it would not be counted at all, and lines would be overbooked.
  static Open read(DSLContext tx) {
    Map<UUID, Integer> robotCalls = new HashMap<>();
    Map<Channel, Integer> leased = new HashMap<>();
    tx.select(CONTACT.CHANNEL, CONTACT.CAMPAIGN_ID, count())
        .from(CONTACT)
        .where(CONTACT.STATE.eq(inline(LEASED)))
        .groupBy(CONTACT.CHANNEL, CONTACT.CAMPAIGN_ID)
        .forEach(
            row -> {
              leased.merge(Channel.valueOf(row.get(CONTACT.CHANNEL)), row.get(count()), Integer::sum);
              if (row.get(CONTACT.CHANNEL).equals(ROBOT)) {
                robotCalls.merge(row.get(CONTACT.CAMPAIGN_ID), row.get(count()), Integer::sum);
              }
            });
    Map<String, Integer> byLine = new HashMap<>();
    tx.select(ATTEMPT.LINE, ATTEMPT.CHANNEL, ATTEMPT.CAMPAIGN_ID, count())
        .from(ATTEMPT)
        .where(ATTEMPT.CLOSED_AT.isNull())
        .groupBy(ATTEMPT.LINE, ATTEMPT.CHANNEL, ATTEMPT.CAMPAIGN_ID)
        .forEach(
            row -> {
              byLine.merge(row.get(ATTEMPT.LINE), row.get(count()), Integer::sum);
              if (row.get(ATTEMPT.CHANNEL).equals(ROBOT)) {
                robotCalls.merge(row.get(ATTEMPT.CAMPAIGN_ID), row.get(count()), Integer::sum);
              }
            });
    return new Open(byLine, robotCalls, leased, TurnRows.read(tx));
  }
}
