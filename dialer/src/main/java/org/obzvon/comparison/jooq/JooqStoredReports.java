package org.obzvon.comparison.jooq;

import static org.obzvon.jooq.Tables.REPORT_RUN;
import static org.obzvon.jooq.Tables.STORED_REPORT;

import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.TableField;
import org.jooq.impl.DSL;
import org.obzvon.comparison.StoredReports;
import org.obzvon.jooq.tables.records.StoredReportRecord;
import org.obzvon.register.Language;

/// Stores reports and their runs in PostgreSQL.
public final class JooqStoredReports implements StoredReports {
  private final DSLContext store;

  public JooqStoredReports(DSLContext store) {
    this.store = store;
  }

  private static TableField<StoredReportRecord, String> html(Language language) {
    return switch (language) {
      case RU -> STORED_REPORT.HTML_RU;
      case RO -> STORED_REPORT.HTML_RO;
      case EN -> STORED_REPORT.HTML_EN;
    };
  }

  @Override
  public Optional<Page> page(UUID campaign, Language language) {
    return store
        .select(STORED_REPORT.MADE_AT, STORED_REPORT.NODE, STORED_REPORT.FRESH_TO, html(language))
        .from(STORED_REPORT)
        .where(STORED_REPORT.CAMPAIGN_ID.eq(campaign))
        .fetchOptional(
            row -> new Page(
                row.get(STORED_REPORT.MADE_AT), row.get(STORED_REPORT.NODE),
                Optional.ofNullable(row.get(STORED_REPORT.FRESH_TO)), row.get(html(language))));
  }

  @Override
  public Optional<State> state(UUID campaign, Instant now) {
    return store.selectFrom(REPORT_RUN)
        .where(REPORT_RUN.CAMPAIGN_ID.eq(campaign))
        .and(REPORT_RUN.FAILED_AT.isNotNull().or(DSL.not(isSilent(now))))
        .fetchOptional(
            row -> row.getFailedAt() == null
                ? new State.Running(row.getBegunAt(), new Reached(row.getAccountsRead(), row.getAccounts()))
                : new State.Failed(row.getFailedAt(), row.getFailure()));
  }

  private static Condition isSilent(Instant now) {
    return REPORT_RUN.ALIVE_AT.lt(now.minus(LONGEST_SILENCE));
  }

  @Override
  public boolean begin(Run run, Instant now) {
    return store.insertInto(REPORT_RUN)
        .set(REPORT_RUN.CAMPAIGN_ID, run.campaign())
        .set(REPORT_RUN.RUN_ID, run.id())
        .set(REPORT_RUN.NODE, run.node())
        .set(REPORT_RUN.BEGUN_AT, now)
        .set(REPORT_RUN.ALIVE_AT, now)
        .onConflict(REPORT_RUN.CAMPAIGN_ID)
        .doUpdate()
        .set(REPORT_RUN.RUN_ID, run.id())
        .set(REPORT_RUN.NODE, run.node())
        .set(REPORT_RUN.BEGUN_AT, now)
        .set(REPORT_RUN.ALIVE_AT, now)
        .set(REPORT_RUN.ACCOUNTS_READ, 0)
        .set(REPORT_RUN.ACCOUNTS, 0)
        .set(REPORT_RUN.FAILED_AT, (Instant) null)
        .set(REPORT_RUN.FAILURE, (String) null)
        .where(REPORT_RUN.FAILED_AT.isNotNull().or(isSilent(now)))
        .execute() == 1;
  }

  @Override
  public void alive(Run run, Reached reached, Instant now) {
    store.update(REPORT_RUN)
        .set(REPORT_RUN.ALIVE_AT, now)
        .set(REPORT_RUN.ACCOUNTS_READ, reached.accounts())
        .set(REPORT_RUN.ACCOUNTS, reached.expected())
        .where(REPORT_RUN.RUN_ID.eq(run.id()), REPORT_RUN.FAILED_AT.isNull())
        .execute();
  }

  @Override
  public void finish(Run run, Finished report) {
    store.transaction(
        () -> {
          StoredReportRecord row = new StoredReportRecord();
          row.setCampaignId(run.campaign());
          row.setMadeAt(report.madeAt());
          row.setNode(run.node());
          row.setFreshTo(report.freshTo().orElse(null));
          report.pages().forEach((language, html) -> row.set(html(language), html));
          row.setJson(report.json());
          store.insertInto(STORED_REPORT).set(row)
              .onConflict(STORED_REPORT.CAMPAIGN_ID).doUpdate().set(row)
              .where(STORED_REPORT.MADE_AT.le(report.madeAt()))
              .execute();
          abandon(run);
        });
  }

  @Override
  public void fail(Run run, String why, Instant now) {
    store.update(REPORT_RUN)
        .set(REPORT_RUN.FAILED_AT, now)
        .set(REPORT_RUN.FAILURE, why)
        .where(REPORT_RUN.RUN_ID.eq(run.id()))
        .execute();
  }

  @Override
  public void abandon(Run run) {
    store.deleteFrom(REPORT_RUN).where(REPORT_RUN.RUN_ID.eq(run.id())).execute();
  }
}
