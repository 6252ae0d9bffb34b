package org.obzvon.schedule.jooq;

import static org.obzvon.jooq.Tables.CAMPAIGN_SCAN;

import java.util.Optional;
import org.jooq.DSLContext;
import org.obzvon.campaign.Campaign;
import org.obzvon.jooq.tables.records.CampaignScanRecord;
import org.obzvon.register.ChangedAccounts.Position;
import org.obzvon.schedule.ScanMarks;

/// Stores the marks in the table `campaign_scan`.
public final class JooqScanMarks implements ScanMarks {
  private final DSLContext db;

  public JooqScanMarks(DSLContext db) {
    this.db = db;
  }

  @Override
  public Optional<ScanMark> find(Campaign campaign) {
    return db.selectFrom(CAMPAIGN_SCAN)
        .where(CAMPAIGN_SCAN.CAMPAIGN_ID.eq(campaign.id()))
        .and(CAMPAIGN_SCAN.DEFINITION_SHA256.eq(campaign.definitionSha256()))
        .fetchOptional()
        .map(row -> new ScanMark(new Position(row.getServer(), row.getSeenBefore()), row.getDueAt()));
  }

  @Override
  public void put(Campaign campaign, ScanMark mark) {
    CampaignScanRecord row = new CampaignScanRecord();
    row.setCampaignId(campaign.id());
    row.setDefinitionSha256(campaign.definitionSha256());
    row.setServer(mark.seen().server());
    row.setSeenBefore(mark.seen().transaction());
    row.setDueAt(mark.dueAt());
    db.insertInto(CAMPAIGN_SCAN).set(row).onConflict(CAMPAIGN_SCAN.CAMPAIGN_ID).doUpdate().setAllToExcluded().execute();
  }
}
