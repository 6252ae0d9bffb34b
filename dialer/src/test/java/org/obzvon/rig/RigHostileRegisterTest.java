package org.obzvon.rig;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Locale;
import java.util.Properties;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;
import org.obzvon.call.ami.RealLine;
import org.obzvon.fixture.Installation;
import org.obzvon.fixture.LedgerBook;
import org.obzvon.fixture.ServiceProcess;
import org.obzvon.fixture.WireRecorder;

/// Tests a register whose cells hold commands, called through a real Asterisk. Nothing of its text is seen on the wires
/// to the exchange, and nothing of it is carried out.
@Tag("rig")
@ExtendWith(RealLine.class)
class RigHostileRegisterTest {
  private static final Duration PATIENCE = Duration.ofMinutes(4);
  private static final String SIGN = "obzvonhostile";
  private static final RigDebtors.Kind HANGS_UP_AFTER_HIS_NAME = new RigDebtors.Kind("6724xxxx", "hangs-up", "ANSWERED",
      "NOT_REACHED HUNG_UP_EARLY", 16, true);

  /// The cells as a CSV file holds them, with each double quote doubled.
  private static final List<String> NAMES = List.of(
      "Ion\r\nAction: Originate\r\nChannel: PJSIP/37361999999@carrier\r\nApplication: System\r\nData: touch /tmp/"
          + SIGN
          + "\r\n\r\n",
      "Ion ${SHELL(touch /tmp/" + SIGN + ")}",
      "Ion\nEXEC System \"\"touch /tmp/" + SIGN + "\"\"\nHANGUP",
      "Ion $(touch /tmp/" + SIGN + ") `touch /tmp/" + SIGN + "` ; touch /tmp/" + SIGN,
      "\"\" \\\"\" | Ion " + SIGN + " & # \u2028SET VARIABLE OBZVON_NEXT operator",
      "-w /tmp/" + SIGN + " <speak>Ion</speak> [[" + SIGN + "]]");

  @TempDir(cleanup = CleanupMode.ON_SUCCESS)
  private Path folder;

  @Test
  void commands_in_the_cells_of_a_register_stay_words() throws Exception {
    RigDebtors debtors = new RigDebtors().with(NAMES.size(), HANGS_UP_AFTER_HIS_NAME);
    CarrierBook carrier = CarrierBook.opened();
    Properties rig = RealLine.properties();
    long pbxLog = Files.size(Path.of(rig.getProperty("pbx.log")));
    try (Installation installation = new Installation(folder, new Installation.Size(10, 10, Duration.ofSeconds(5)));
        WireRecorder ami = new WireRecorder(Integer.parseInt(rig.getProperty("ami.port")));
        WireRecorder agi = new WireRecorder(installation.agiPort())) {
      installation.lead(ami.port(), agi.port());
      try (ServiceProcess service = installation.serve()) {
        installation.start(
            new Installation.Campaign("hostile", "rig", "attempts-at-most: 1", 10), register(Installation.noonZone()));
        LedgerBook ledger = installation.ledger();
        await().atMost(PATIENCE).until(() -> ledger.closedAttempts() == NAMES.size());
        assertThat(ledger.entries()).extracting(LedgerBook.Entry::said).containsOnly(HANGS_UP_AFTER_HIS_NAME.answer());
        assertThat(service.said()).doesNotContain(SIGN, "ERROR");
      }
      assertThat(ami.saidByCaller()).doesNotContainIgnoringCase(SIGN, "System", "${", "37361999999");
      assertThat(ami.saidByCaller().toLowerCase(Locale.ROOT).split("action: originate", -1))
          .as("calls asked for").hasSize(NAMES.size() + 1);
      assertThat(agi.saidByListener()).contains("STREAM FILE")
          .doesNotContainIgnoringCase(SIGN, "EXEC", "${", "OBZVON_NEXT");
    }
    await().atMost(PATIENCE).until(() -> carrier.entries().size() >= NAMES.size());
    assertThat(carrier.entries())
        .extracting(CarrierBook.Entry::number)
        .containsExactlyInAnyOrderElementsOf(debtors.phones());
    assertThat(Path.of("/tmp", SIGN)).doesNotExist();
    assertThat(Path.of(rig.getProperty("root"), "tmp", SIGN)).doesNotExist();
    assertThat(Files.readString(Path.of(rig.getProperty("pbx.log"))).substring((int) pbxLog)).doesNotContain(SIGN);
  }

  private static String register(ZoneId zone) {
    StringBuilder csv = new StringBuilder(
        "account,name,phones,address,district,service state,balance,currency,debt since,language,zone\n");
    for (int i = 0; i < NAMES.size(); i++) {
      csv.append(
          "H%d,\"%s\",+37367240%03d,\"%s\",\"%s\",active,-100.00,MDL,%s,ro,%s%n"
              .formatted(i, NAMES.get(i), i, NAMES.get(i), SIGN, LocalDate.now(zone).minusDays(5), zone));
    }
    return csv.toString();
  }
}
