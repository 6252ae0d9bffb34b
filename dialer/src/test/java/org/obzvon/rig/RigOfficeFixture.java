package org.obzvon.rig;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.obzvon.jooq.Tables.ATTEMPT;
import static org.obzvon.jooq.Tables.DESK_CONVERSATION;
import static org.obzvon.rig.RigOffice.PATIENCE;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;
import org.obzvon.call.ami.RealLine;
import org.obzvon.contact.NonPaymentReason;
import org.obzvon.desk.Disposition;
import org.obzvon.desk.Disposition.NextStep;
import org.obzvon.desk.Disposition.Reach;
import org.obzvon.fixture.Installation;

/// Gives each test an office of its own at the rig, with the queries that such tests need.
@Tag("rig")
@ExtendWith(RealLine.class)
abstract class RigOfficeFixture {
  @TempDir(cleanup = CleanupMode.ON_SUCCESS)
  private Path folder;

  RigOffice office;

  @BeforeEach
  void open() {
    office = new RigOffice(folder, 20, 5);
  }

  @AfterEach
  void leave() {
    office.close();
    RealLine.up();
  }

  /// Lets the robot call one debtor of this kind.
  void calls(String name, RigDebtors.Kind kind) {
    office.calls(name, new RigDebtors().with(1, kind));
  }

  /// Lets operators call one debtor of this kind.
  void operatorsCall(String name, RigDebtors.Kind kind) {
    office.installation.startByOperators(name, new RigDebtors().with(1, kind).register(Installation.noonZone()));
  }

  static Disposition said(NextStep next) {
    return new Disposition(Reach.RIGHT_PERSON, Optional.of(NonPaymentReason.NO_MONEY), Optional.empty(), "", next);
  }

  static Disposition reached() {
    return said(new NextStep.Nothing());
  }

  /// Returns how the conversations at the desk ended, in their order.
  List<String> ends() {
    office.settle();
    return office.db().select(DESK_CONVERSATION.END).from(DESK_CONVERSATION)
        .orderBy(DESK_CONVERSATION.QUEUED_AT, DESK_CONVERSATION.ENDED_AT)
        .fetch(DESK_CONVERSATION.END);
  }

  /// Returns the only attempt.
  UUID attempt() {
    return office.db().select(ATTEMPT.ID).from(ATTEMPT).fetchSingle(ATTEMPT.ID);
  }

  /// Returns the outcome of the only attempt when it is over.
  String outcome() {
    return await().atMost(PATIENCE)
        .until(
            () -> office.db().select(ATTEMPT.OUTCOME.concat(" ").concat(ATTEMPT.DETAIL)).from(ATTEMPT)
                .where(ATTEMPT.CLOSED_AT.isNotNull()).fetch().stream().map(row -> row.value1()).toList(),
            found -> found.size() == 1)
        .getFirst();
  }

  /// Checks which key the only debtor's telephone received, by the carrier's records.
  void debtorHeard(String key) {
    String attempt = attempt().toString();
    assertThat(
        await().atMost(PATIENCE)
            .until(() -> RigOffice.records("cdr.file", 0, attempt), found -> found.size() == 1)
            .getFirst()[7])
        .isEqualTo(key);
  }
}
