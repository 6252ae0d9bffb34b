package org.obzvon.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.obzvon.app.demo.DemoRun;
import org.obzvon.campaign.Arm;
import org.obzvon.campaign.Experiment;
import org.obzvon.campaign.yaml.YamlDefinition;
import org.obzvon.comparison.AccountRow;
import org.obzvon.comparison.AccountTable;
import org.obzvon.comparison.CampaignAccounts;
import org.obzvon.comparison.CampaignActivity;
import org.obzvon.comparison.Column;
import org.obzvon.comparison.ComparisonQuestion;
import org.obzvon.comparison.FollowUpEnd;
import org.obzvon.comparison.Report;
import org.obzvon.console.cli.DemoCommand;
import org.obzvon.document.yaml.YamlNode;
import org.obzvon.rehearsal.Debtor;
import org.obzvon.rehearsal.Effects;
import org.obzvon.rehearsal.PotentialPayDays;
import org.obzvon.rehearsal.Population;

/// Tests the arms and payments of rehearsals of the default size, without their calls: the result that the demo shows
/// does not depend on a lucky seed.
@Tag("slow")
class DemoPowerTest {
  private static final int SEEDS = 100;
  private static final LocalDate START = LocalDate.of(2026, 3, 2);

  @Test
  void a_demo_of_the_default_size_shows_the_effect_of_operators_in_four_of_five_seeds() throws IOException {
    int debtors = Integer.parseInt(DemoCommand.DEBTORS);
    long shown = IntStream.rangeClosed(1, SEEDS).filter(seed -> showsOperators(report(seed, debtors))).count();
    assertThat(shown).isGreaterThanOrEqualTo(80 * SEEDS / 100);
  }

  @Test
  void another_seed_draws_other_arms_for_the_same_households() throws IOException {
    Experiment first = experiment(1);
    Experiment second = experiment(2);
    long alike = IntStream.range(0, 1000).mapToObj(number -> "H-" + number)
        .filter(household -> first.draw(household).arm().equals(second.draw(household).arm())).count();
    assertThat(alike).isBetween(150L, 400L);
  }

  private static boolean showsOperators(Report report) {
    return report.againstBaseline().stream().filter(pair -> pair.arm().equals("OPERATOR")).anyMatch(report::showsMore);
  }

  private static Experiment experiment(long seed) throws IOException {
    try (InputStream text = DemoRun.class.getResourceAsStream(DemoRun.CAMPAIGN)) {
      String definition = DemoRun.seeded(new String(text.readAllBytes(), StandardCharsets.UTF_8), seed);
      return YamlDefinition.read(YamlNode.parse("campaign.yaml", definition)).experiment();
    }
  }

  /// Returns the report as the campaign's last look judges it: on everybody except legal entities, reached or not.
  private static Report report(int seed, int debtors) {
    PotentialPayDays payDays = new PotentialPayDays(new Population(seed, debtors, START), Effects.published());
    AccountTable table = new AccountTable(EnumSet.of(Column.EVENT, Column.DAYS));
    Experiment experiment;
    try {
      experiment = experiment(seed);
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
    for (Debtor debtor : payDays.population().debtors()) {
      if (debtor.person().legalEntity()) {
        continue;
      }
      String arm = experiment.draw(debtor.contract().household()).arm();
      OptionalInt day = payDays.dayOf(debtor, arm);
      table.add(
          new AccountRow(
              debtor.contract().account(), debtor.contract().household(), arm,
              new AccountRow.End(day.isPresent() ? FollowUpEnd.PAID : FollowUpEnd.CENSORED, day.orElse(30)),
              new AccountRow.Money(0, 0), new AccountRow.Traits(false, "", 0)));
    }
    Map<String, Double> weights = experiment.arms().stream()
        .collect(Collectors.toMap(Arm::name, one -> (double) one.weight()));
    var facts = new CampaignAccounts.Facts("rehearsal", true, "", Optional.of(Instant.EPOCH), Optional.empty());
    var accounts = new CampaignAccounts(facts, table, weights, List.of(), List.of(), CampaignActivity.NONE);
    return Report.ofCampaign(
        new Report.OfCampaign(accounts, List.of(), List.of()),
        new Report.Asked(new ComparisonQuestion(Arm.HOLD_OUT, 30, weights, debtors), OptionalDouble.empty()));
  }
}
