package org.obzvon.queue.jooq;

import static org.jooq.impl.DSL.excluded;
import static org.jooq.impl.DSL.select;
import static org.obzvon.jooq.Tables.CAMPAIGN;
import static org.obzvon.jooq.Tables.CAMPAIGN_TURN;

import java.time.Instant;
import java.util.Map;
import org.jooq.DSLContext;
import org.obzvon.contact.Channel;
import org.obzvon.queue.ContactQueue.Turn;

/// Stores how far campaigns have advanced in their turns, in the table `campaign_turn`. One leasing node at a time
/// reads and writes it.
final class TurnRows {
  private TurnRows() {}

  static Map<Turn, Double> read(DSLContext tx) {
    return tx.selectFrom(CAMPAIGN_TURN)
        .fetchMap(row -> new Turn(row.getCampaignId(), Channel.valueOf(row.getChannel())), row -> row.getServed());
  }

  /// Stores what has changed and deletes campaigns that do not run.
  static void store(DSLContext tx, Map<Turn, Double> turns, Instant now) {
    if (turns.isEmpty()) {
      return;
    }
    var rows = tx.insertInto(
        CAMPAIGN_TURN, CAMPAIGN_TURN.CAMPAIGN_ID, CAMPAIGN_TURN.CHANNEL, CAMPAIGN_TURN.SERVED,
        CAMPAIGN_TURN.LEASED_AT);
    for (Map.Entry<Turn, Double> turn : turns.entrySet()) {
      rows = rows.values(turn.getKey().campaign(), turn.getKey().channel().name(), turn.getValue(), now);
    }
    rows.onConflict(CAMPAIGN_TURN.CAMPAIGN_ID, CAMPAIGN_TURN.CHANNEL)
        .doUpdate()
        .set(CAMPAIGN_TURN.SERVED, excluded(CAMPAIGN_TURN.SERVED))
        .set(CAMPAIGN_TURN.LEASED_AT, excluded(CAMPAIGN_TURN.LEASED_AT))
        .execute();
    tx.deleteFrom(CAMPAIGN_TURN)
        .where(CAMPAIGN_TURN.CAMPAIGN_ID.notIn(select(CAMPAIGN.ID).from(CAMPAIGN).where(CAMPAIGN.STATE.eq("RUNNING"))))
        .execute();
  }
}
