package org.obzvon.rig;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.obzvon.jooq.Tables.ATTEMPT;
import static org.obzvon.jooq.Tables.CONTACT;
import static org.obzvon.jooq.Tables.DECISION;
import static org.obzvon.rig.RigOffice.PATIENCE;

import java.nio.file.Path;
import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;
import org.obzvon.app.Adapters;
import org.obzvon.app.TestCaller;
import org.obzvon.call.TestCalls;
import org.obzvon.call.ami.RealLine;
import org.obzvon.config.InstalledContent;
import org.obzvon.config.Settings;
import org.obzvon.contact.ContactOutcome;
import org.obzvon.fixture.TestData;
import org.obzvon.register.Phone;

/// Tests a call to one's own number beside a running service, on a real exchange.
@Tag("rig")
@ExtendWith(RealLine.class)
class RigTestCallTest {
  @TempDir(cleanup = CleanupMode.ON_SUCCESS)
  private Path folder;

  @Test
  void a_test_call_reaches_the_telephone_while_the_service_runs_and_the_ledger_never_hears_of_it() {
    String number = new RigDebtors().with(1, RigDebtors.CONFIRMS_AND_LISTENS).phones().getFirst();
    try (RigOffice office = new RigOffice(folder, 20, 5, installation -> installation.testNumber(number))) {
      Settings settings = office.settings();
      new TestData(office.db()).debtor("A1", LocalDate.now(Clock.systemUTC()).minusDays(5));
      Adapters adapters = new Adapters(office.db(), settings, InstalledContent.load(settings), Clock.systemUTC());
      TestCalls.Result result = new TestCaller(adapters, settings).call(
          new TestCalls.Request(
              new Phone(number), "payment-active", "A1", Optional.empty(), Optional.of(new Phone("+37322000000"))));
      assertThat(result.outcome()).isInstanceOf(ContactOutcome.Reached.class);
      assertThat(result.talked()).isPresent();
      String attempt = result.attempt().toString();
      await().atMost(PATIENCE).until(() -> RigOffice.records("cdr.file", 0, attempt).size() == 1);
      assertThat(
          List.of(office.db().fetchCount(ATTEMPT), office.db().fetchCount(CONTACT),
              office.db().fetchCount(DECISION)))
          .containsOnly(0);
    }
  }
}
