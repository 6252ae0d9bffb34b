package org.obzvon.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.obzvon.jooq.Tables.SMS_INBOX;
import static org.obzvon.jooq.Tables.SUPPRESSION;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.obzvon.fixture.ForeignCentre;
import org.obzvon.fixture.TextRun;

/// Tests the files of a small operator, from the register and two banks to the texts that arrive, through a third-party
/// message centre ([ForeignCentre]). The debtors live in New York; their step is due on Saturday at 10:04.
@Tag("slow")
class EndToEndCaseTest {
  private static final LocalDate SATURDAY = LocalDate.of(2026, 11, 28);
  private static final Instant BEFORE = Instant.parse("2026-11-28T12:00:00Z");
  private static final Instant DUE = Instant.parse("2026-11-28T15:04:30Z");
  private static final Duration PATIENCE = Duration.ofMinutes(2);

  @TempDir
  private Path folder;

  @Test
  void exactly_those_who_owe_for_certain_may_be_contacted_and_did_not_ask_to_stop_get_a_text() {
    try (ForeignCentre centre = new ForeignCentre(0);
        TextRun run = new TextRun(
            folder, new TextRun.Centre(centre.port(), ForeignCentre.PASSWORD, 10, Duration.ofSeconds(10), 100),
            BEFORE)) {
      run.takeRegister(file("register-end-to-end.csv"), Optional.of(SATURDAY));
      assertThat(run.takePayments(file("payments-end-to-end-1.csv"), "sber").taken().waiting()).isEqualTo(1);
      assertThat(run.takePayments(file("payments-end-to-end-2.csv"), "tinkoff").taken().taken()).isEqualTo(1);
      run.startCampaign(file("campaign-end-to-end.yaml"));
      run.awaitConnected();
      run.start();
      centre.write("79000007007", "OBZVON", "Хватит слать мне смс!");
      await().atMost(PATIENCE).until(() -> run.db().fetchCount(SMS_INBOX, SMS_INBOX.HANDLED_AT.isNotNull()) == 1);
      assertThat(run.db().fetchCount(SUPPRESSION, SUPPRESSION.PHONE.eq("+79000007007"))).isEqualTo(1);

      await().atMost(PATIENCE).until(() -> centre.texts().containsKey("79000007007"));
      assertThat(centre.texts().get("79000007007")).as("the confirmation of the stop").doesNotContain("L07", "500");
      Map<String, String> before = centre.texts();

      run.moveTo(DUE);
      run.tick("e2e-data");
      awaitSent(run);
      Map<String, String> texts = centre.texts();
      assertThat(texts).containsOnlyKeys("79000007004", "79000007005", "79000007006", "79000007007");
      assertThat(texts).as("no demand to whom asked to stop").containsAllEntriesOf(before);
      assertThat(texts.get("79000007004")).as("his own debt, for all the lone quote in his name")
          .contains("L04", "500");
      assertThat(texts.get("79000007005")).contains("L05", "700");
      assertThat(texts.get("79000007006")).contains("L06", "900");

      for (int day = 1; day <= 3; day++) {
        run.moveTo(DUE.plus(Duration.ofDays(day)));
        run.tick("e2e-data");
        awaitSent(run);
      }
      assertThat(centre.texts()).as("until the step expired").isEqualTo(texts);
    }
  }

  private static void awaitSent(TextRun run) {
    await().atMost(PATIENCE).untilAsserted(() -> assertThat(run.busy()).isEmpty());
  }

  private static Path file(String name) {
    return Path.of(EndToEndCaseTest.class.getResource("/cases/" + name).getPath());
  }
}
