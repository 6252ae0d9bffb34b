package org.obzvon.comparison.jooq;

import static org.obzvon.jooq.Tables.ACCOUNT;
import static org.obzvon.jooq.Tables.CAMPAIGN;
import static org.obzvon.jooq.Tables.ENROLMENT;
import static org.obzvon.jooq.Tables.PAYMENT;
import static org.obzvon.jooq.Tables.PAYMENT_IMPORT;
import static org.obzvon.jooq.Tables.SNAPSHOT;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.jooq.DSLContext;
import org.jooq.Record;
import org.jooq.impl.DSL;
import org.obzvon.comparison.CampaignAccounts;
import org.obzvon.comparison.CampaignLedger;
import org.obzvon.comparison.CampaignTally;
import org.obzvon.comparison.HouseholdHistory;
import org.obzvon.register.Progress;

/// Reads the ledger in one transaction, so that no payment falls between two queries. The rows of one household at a time
/// are in memory.
///
/// Payments count as known up to the last import, even one that found nothing new, and never beyond the present.
public final class JooqCampaignLedger implements CampaignLedger {
  /// Memory of each sort and hash of the statement; what does not fit goes to the database's disk.
  private static final String WORK_MEMORY = "64MB";
  private static final Duration LONGEST = Duration.ofMinutes(30);

  private final DSLContext store;
  private final InstantSource clock;

  public JooqCampaignLedger(DSLContext store, InstantSource clock) {
    this.store = store;
    this.clock = clock;
  }

  @Override
  public Optional<CampaignAccounts> read(String campaign, CampaignTally.Reading reading, Progress progress) {
    return store.transactionResult(
        () -> {
          store.execute("set transaction isolation level repeatable read, read only");
          store.execute("set local work_mem = '" + WORK_MEMORY + "'");
          store.execute("set local statement_timeout = '" + LONGEST.toSeconds() + "s'");
          store.execute("set local jit = off");
          return store
              .select(CAMPAIGN.ID, CAMPAIGN.NAME, CAMPAIGN.SIMULATED, CAMPAIGN.DEFINITION_SHA256)
              .from(CAMPAIGN)
              .where(CAMPAIGN.NAME.eq(campaign))
              .fetchOptional()
              .map(row -> read(row, reading, progress));
        });
  }

  private CampaignAccounts read(Record campaign, CampaignTally.Reading reading, Progress progress) {
    UUID id = campaign.get(CAMPAIGN.ID);
    progress.stage("accounts", store.fetchCount(ENROLMENT, ENROLMENT.CAMPAIGN_ID.eq(id)));
    CampaignTally tally = new CampaignTally(facts(campaign), registers(), reading);
    HouseholdLines households = new HouseholdLines(
        rows -> {
          tally.add(rows);
          progress.advance(rows.enrolled().size());
        });
    store.connection(connection -> read(connection, id, households));
    households.close();
    return tally.close();
  }

  private static void read(Connection connection, UUID campaign, HouseholdLines households)
      throws SQLException {
    // A sort may send nothing for long; the pool takes the longer wait back with the connection.
    connection.setNetworkTimeout(Runnable::run, (int) LONGEST.plusMinutes(1).toMillis());
    LedgerLines.read(connection, campaign, households::take);
  }

  private CampaignAccounts.Facts facts(Record row) {
    Instant now = clock.instant();
    Instant told = store.select(DSL.max(PAYMENT.IMPORTED_AT)).from(PAYMENT).fetchOne(DSL.max(PAYMENT.IMPORTED_AT));
    Instant asked = store.select(DSL.max(PAYMENT_IMPORT.RAN_AT)).from(PAYMENT_IMPORT)
        .fetchOne(DSL.max(PAYMENT_IMPORT.RAN_AT));
    Optional<Instant> freshTo = Stream.of(told, asked)
        .filter(Objects::nonNull)
        .max(Instant::compareTo)
        .map(moment -> moment.isAfter(now) ? now : moment);
    return new CampaignAccounts.Facts(
        row.get(CAMPAIGN.NAME), row.get(CAMPAIGN.SIMULATED), row.get(CAMPAIGN.DEFINITION_SHA256), freshTo,
        Optional.empty());
  }

  private HouseholdHistory.Registers registers() {
    LocalDate newest = store.select(DSL.max(SNAPSHOT.TAKEN_ON)).from(SNAPSHOT).fetchOne(DSL.max(SNAPSHOT.TAKEN_ON));
    boolean tell = store.fetchExists(ACCOUNT, ACCOUNT.CONTRACT_ENDED_ON.isNotNull());
    return new HouseholdHistory.Registers(Optional.ofNullable(newest), tell);
  }
}
