package org.obzvon.rig;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.obzvon.jooq.Tables.ATTEMPT;
import static org.obzvon.jooq.Tables.CAMPAIGN;
import static org.obzvon.jooq.Tables.CONTACT;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Collections;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.zip.ZipFile;
import org.jooq.DSLContext;
import org.jooq.impl.DSL;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;
import org.obzvon.call.ami.RealLine;
import org.obzvon.fixture.Installation;
import org.obzvon.fixture.LedgerBook;
import org.obzvon.fixture.ServiceProcess;

/// Tests a backup that is taken while calls run through the real Asterisk and is restored beside it. The restored
/// service is connected to the same Asterisk and holds contacts that are due;
/// the carrier's records tell if it calls anybody.
@Tag("rig")
@ExtendWith(RealLine.class)
class RigBackupTest {
  private static final Duration PATIENCE = Duration.ofMinutes(4);
  private static final int DEBTORS = 240;
  /// The tables that a restore writes to.
  private static final Set<String> WRITTEN_BY_A_RESTORE = Set.of("backup", "restoration", "audit_entry");

  @TempDir(cleanup = CleanupMode.ON_SUCCESS)
  private Path folder;

  @TempDir(cleanup = CleanupMode.ON_SUCCESS)
  private Path otherFolder;

  private Installation installation;
  private Installation restored;

  @BeforeEach
  void install() {
    installation = new Installation(folder, new Installation.Size(8, 8, Duration.ofSeconds(3)));
    restored = new Installation(otherFolder, new Installation.Size(8, 8, Duration.ofSeconds(3)));
  }

  @AfterEach
  void leave() {
    installation.close();
    restored.close();
    RealLine.up();
  }

  @Test
  void a_backup_taken_while_calls_run_restores_every_row_and_the_restored_service_calls_nobody() throws IOException {
    CarrierBook carrier = CarrierBook.opened();
    Path file = folder.resolve("backup.zip");
    try (ServiceProcess _ = installation.serve()) {
      installation.start(
          new Installation.Campaign("calls", "rig", "attempts-at-most: 1", 8, false, Duration.ofSeconds(8)),
          new RigDebtors().with(DEBTORS, RigDebtors.ONE_SECOND).alike(Installation.noonZone()));
      LedgerBook ledger = installation.ledger();
      await().atMost(PATIENCE).until(() -> ledger.closedAttempts() > DEBTORS / 8);
      installation.command("backup", file.toString());
      restored.command("restore", file.toString());

      Map<String, Long> inFile = rows(file);
      assertThat(rows(restored.store().db(), inFile.keySet())).isEqualTo(inFile);
      assertThat(inFile.get("attempt")).isBetween((long) DEBTORS / 8, (long) DEBTORS - 1);
      int known = restored.store().db().fetchCount(ATTEMPT);
      try (ServiceProcess service = restored.serve()) {
        await().atMost(PATIENCE).until(() -> service.said().contains("is connected"));
        await().atMost(PATIENCE).until(ledger::isOver);
        calledBy(installation.ledger(), carrier);
        DSLContext db = restored.store().db();
        assertThat(db.fetchCount(ATTEMPT)).as("attempts of the restored service").isEqualTo(known);
        assertThat(db.fetchCount(CONTACT, CONTACT.STATE.eq("QUEUED"))).as("contacts that wait for a person")
            .isPositive();
        assertThat(db.select(CAMPAIGN.STATE).from(CAMPAIGN).fetch(CAMPAIGN.STATE)).containsOnly("PAUSED");
        System.out.println(
            "rows in the backup: " + inFile + "; calls at the carrier: " + carrier.entries().size() + " for " + DEBTORS
                + " debtors");
      }
    }
  }

  /// Checks that every call belongs to the backed-up service, and that each debtor was called once.
  private static void calledBy(LedgerBook ledger, CarrierBook carrier) {
    await().atMost(PATIENCE).until(() -> carrier.entries().size() >= DEBTORS);
    Set<String> ours = new HashSet<>();
    ledger.entries().forEach(entry -> ours.add(entry.attempt().toString()));
    assertThat(carrier.entries()).extracting(CarrierBook.Entry::attempt)
        .allSatisfy(attempt -> assertThat(ours).contains(attempt));
    assertThat(carrier.entries()).extracting(CarrierBook.Entry::number).doesNotHaveDuplicates();
  }

  /// Counts the rows by the table's name. A row is a line of the file.
  private static Map<String, Long> rows(Path backup) throws IOException {
    Map<String, Long> rows = new TreeMap<>();
    try (var zip = new ZipFile(backup.toFile())) {
      for (var entry : Collections.list(zip.entries())) {
        String table = entry.getName().replace("tables/", "");
        if (!table.equals(entry.getName()) && !WRITTEN_BY_A_RESTORE.contains(table)) {
          try (var lines = new BufferedReader(
              new InputStreamReader(zip.getInputStream(entry), StandardCharsets.UTF_8))) {
            rows.put(table, lines.lines().count());
          }
        }
      }
    }
    return rows;
  }

  private static Map<String, Long> rows(DSLContext db, Set<String> tables) {
    Map<String, Long> rows = new TreeMap<>();
    tables.forEach(table -> rows.put(table, (long) db.fetchCount(DSL.table(DSL.name(table)))));
    return rows;
  }
}
