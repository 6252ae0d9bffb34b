package org.obzvon.rig;

import static java.util.stream.Collectors.counting;
import static java.util.stream.Collectors.groupingBy;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.withinPercentage;
import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;
import org.obzvon.call.ami.RealLine;
import org.obzvon.fixture.Installation;
import org.obzvon.fixture.ServiceProcess;

/// Tests three campaigns that share one line of the real Asterisk. Their shares are read in the carrier's records.
@Tag("rig")
@ExtendWith(RealLine.class)
class RigFairSharesTest {
  private static final Duration PATIENCE = Duration.ofMinutes(4);
  private static final Duration MEASURED = Duration.ofMinutes(1);
  private static final List<String> CAMPAIGNS = List.of("east", "west", "north");

  @TempDir(cleanup = CleanupMode.ON_SUCCESS)
  private Path folder;

  private final RigDebtors debtors = new RigDebtors().with(300, RigDebtors.ONE_SECOND);
  private Installation installation;

  @BeforeEach
  void install() {
    installation = new Installation(folder, new Installation.Size(1, 10, Duration.ofSeconds(5)));
  }

  @AfterEach
  void leave() {
    installation.close();
    RealLine.up();
  }

  @Test
  void three_campaigns_on_one_line_place_a_third_of_its_calls_each_within_a_minute() {
    CarrierBook carrier = CarrierBook.opened();
    try (ServiceProcess _ = installation.serve()) {
      Map<String, String> campaignOf = startAll();
      Instant from = await().atMost(PATIENCE).until(() -> starts(carrier), starts -> starts.size() > CAMPAIGNS.size())
          .get(CAMPAIGNS.size());
      await().atMost(PATIENCE).until(() -> starts(carrier).getLast().isAfter(from.plus(MEASURED)));

      Map<String, Long> shares = carrier.entries().stream()
          .filter(call -> !call.exact().start().isBefore(from)
              && call.exact().start().isBefore(from.plus(MEASURED)))
          .collect(groupingBy(call -> campaignOf.get(call.number()), counting()));
      System.out.println("calls of three campaigns over one line in a minute: " + shares);
      double third = shares.values().stream().mapToLong(Long::longValue).average().orElseThrow();
      assertThat(shares).containsOnlyKeys(CAMPAIGNS);
      assertThat(shares.values())
          .allSatisfy(calls -> assertThat((double) calls).isCloseTo(third, withinPercentage(10)));
    }
  }

  private static List<Instant> starts(CarrierBook carrier) {
    return carrier.entries().stream().map(call -> call.exact().start()).sorted(Comparator.naturalOrder()).toList();
  }

  /// Starts all campaigns. Every third debtor lives in the district of the same campaign.
  private Map<String, String> startAll() {
    ZoneId zone = Installation.noonZone();
    String[] lines = debtors.alike(zone).split("\n");
    List<String> phones = debtors.mixed();
    Map<String, String> campaignOf = new HashMap<>();
    for (int i = 0; i < phones.size(); i++) {
      String campaign = CAMPAIGNS.get(i % CAMPAIGNS.size());
      campaignOf.put(phones.get(i), campaign);
      lines[i + 1] = lines[i + 1].replace(",Centru,", "," + campaign + ",");
    }
    installation.command("register", "import",
        installation.file("register.csv", String.join("\n", lines) + "\n").toString());
    for (String campaign : CAMPAIGNS) {
      installation.command("campaign", "create", installation.file(campaign + ".yaml", campaign(campaign)).toString());
    }
    CAMPAIGNS.forEach(campaign -> installation.command("campaign", "start", campaign));
    return campaignOf;
  }

  private static String campaign(String name) {
    return """
        name: %1$s
        experiment: {name: %1$s, seed: %1$s, arms: {ROBOT: 100}}
        segments:
          - {name: all, legal-entity: no, arrears-at-least: 1, districts: [%1$s]}
        ladder:
          - {from: debt, day: 1, at: "00:01", expires-after: 20d, arms: [ROBOT], segments: [all], channel: robot, script: payment-active}
        policy: rig
        calendar: {from: 2026-01-01, until: 2099-12-31, holidays: []}
        dialling: {caller-id: "+37322000000", ring: 8s, lines: 1, detect-machine: no}
        retry: {attempts-at-most: 1}
        goals: {window: 30d}
        """
        .formatted(name);
  }
}
