package org.obzvon.app.demo;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.obzvon.app.Adapters;
import org.obzvon.app.Store;
import org.obzvon.campaign.Arm;
import org.obzvon.campaign.Campaign;
import org.obzvon.campaign.CampaignState;
import org.obzvon.campaign.Campaigns.Enrolled;
import org.obzvon.comparison.CampaignReports;
import org.obzvon.comparison.yaml.YamlRateFile;
import org.obzvon.config.InstalledContent;
import org.obzvon.config.Settings;
import org.obzvon.console.RehearsalRun;
import org.obzvon.contact.Channel;
import org.obzvon.payment.PaidAt;
import org.obzvon.payment.PaymentRow;
import org.obzvon.register.Account;
import org.obzvon.register.Mapping;
import org.obzvon.register.Progress;
import org.obzvon.register.RegisterImport;
import org.obzvon.register.Snapshots;
import org.obzvon.register.csv.CsvRegisterImport;
import org.obzvon.register.jooq.JooqSnapshots;
import org.obzvon.rehearsal.LedgerCheckLimits;
import org.obzvon.rehearsal.Effects;
import org.obzvon.rehearsal.LedgerCheck;
import org.obzvon.rehearsal.MovedClock;
import org.obzvon.rehearsal.PotentialPayDays;
import org.obzvon.rehearsal.Population;
import org.obzvon.rehearsal.Rehearsal;
import org.obzvon.rehearsal.SimulatedPayments;
import org.obzvon.rehearsal.jooq.JooqLedgerCheckRows;
import org.obzvon.rehearsal.jooq.JooqOutcomeCounts;

/// `dialer demo`: the same parts as the service, with a moved clock, a simulated exchange and invented debtors.
public final class DemoRun implements RehearsalRun {
  /// A Monday, so that a run does not depend on the day on which it is made.
  private static final LocalDate START = LocalDate.of(2026, 3, 2);

  private static final ZoneId ZONE = ZoneId.of("Europe/Moscow");
  public static final String CAMPAIGN = "/rehearsal/campaign.yaml";

  /// Russian holidays of 2026 that touch the thirty days, from the government's calendar: 8 March falls on a Sunday
  /// and is made up for on the Monday after it.
  private static final Set<LocalDate> HOLIDAYS = Set.of(LocalDate.of(2026, 3, 8), LocalDate.of(2026, 3, 9));

  private final DemoFolder folder;
  private final Settings settings;
  private final Store store;
  private final MovedClock clock = new MovedClock(START.atStartOfDay(ZONE).toInstant());
  private final Adapters adapters;

  public DemoRun() {
    this.folder = new DemoFolder();
    try {
      this.settings = folder.settings();
      this.store = folder.open();
      this.adapters = new Adapters(store.db(), settings, InstalledContent.load(settings), clock);
    } catch (RuntimeException e) {
      folder.waitIfEnding();
      folder.close();
      throw e;
    }
  }

  @Override
  public Path configuration() {
    return folder.configuration();
  }

  @Override
  public Result run(Plan plan, Consumer<Rehearsal.Day> progress) {
    try {
      return rehearse(plan, progress);
    } catch (RuntimeException e) {
      folder.waitIfEnding();
      throw e;
    }
  }

  private Result rehearse(Plan plan, Consumer<Rehearsal.Day> progress) {
    Population population = new Population(plan.seed(), plan.debtors(), START);
    Effects effects = switch (plan.effects()) {
      case PUBLISHED -> Effects.published();
      case NONE -> Effects.none();
    };
    PotentialPayDays payDays = new PotentialPayDays(population, effects);
    takeRegister(population);
    Campaign campaign = startCampaign(plan.seed());
    Map<String, String> arms = new ConcurrentHashMap<>();
    try (DemoLines lines = new DemoLines(adapters, settings, clock, payDays, account -> armOf(arms, account))) {
      var ports = new Rehearsal.Ports(
          (from, until) -> takePayments(new SimulatedPayments(payDays)
              .posted(from, until, one -> armOf(arms, one))),
          _ -> {
            lines.followUp();
            return tick(campaign, arms);
          },
          _ -> lines.round(),
          at -> adapters.promises().run(at));
      new Rehearsal(clock, ports, progress::accept).walk(Rehearsal.Span.thirtyDays(START, ZONE));
    }
    return result(population, campaign);
  }

  private void takeRegister(Population population) {
    try {
      Path file = folder.path().resolve("register.csv");
      Files.writeString(file, population.toRegisterCsv(START));
      var request = new RegisterImport.Request(
          file, Optional.empty(), new RegisterImport.Origin("rehearsal", Optional.of(START)),
          Mapping.Defaults.NONE, new RegisterImport.Outputs(Optional.empty(), Optional.empty()),
          new Snapshots.Manner(false, false));
      new CsvRegisterImport(new JooqSnapshots(store.db(), clock), clock).take(request, Progress.NONE);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// Makes the drawing of arms depend on the seed of the rehearsal too.
  public static String seeded(String definition, long seed) {
    return definition.replace("seed: rehearsal\n", "seed: rehearsal-" + seed + "\n");
  }

  private Campaign startCampaign(long seed) {
    try (InputStream text = DemoRun.class.getResourceAsStream(CAMPAIGN)) {
      Path file = folder.path().resolve("campaign.yaml");
      String definition = new String(text.readAllBytes(), StandardCharsets.UTF_8);
      Files.writeString(file, seeded(definition, seed));
      var control = adapters.control(Set.of(Channel.values()));
      control.move(control.create(file, true), CampaignState.RUNNING);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return adapters.campaigns().find("rehearsal").orElseThrow();
  }

  /// Plans, and notes the arm of each account, because the simulated debtors behave by their arm.
  private int tick(Campaign campaign, Map<String, String> arms) {
    var counts = adapters.tick().run(campaign);
    if (counts.enrolled() > 0) {
      Map<UUID, String> byId = adapters.campaigns().enrolled(campaign.id()).stream()
          .collect(Collectors.toMap(Enrolled::account, Enrolled::arm));
      Map<UUID, Account> accounts = adapters.accounts().byIds(byId.keySet());
      byId.forEach((id, arm) -> arms.put(accounts.get(id).number(), arm));
    }
    return counts.queued() + counts.deferred();
  }

  /// Returns the account's arm. An account outside the campaign behaves like the hold-out.
  private static String armOf(Map<String, String> arms, String account) {
    return arms.getOrDefault(account, Arm.HOLD_OUT);
  }

  private int takePayments(List<SimulatedPayments.Payment> posted) {
    List<PaymentRow> rows = posted.stream()
        .map(
            paid -> new PaymentRow(
                paid.externalId(), paid.account(), paid.amount().amount(),
                Optional.of(paid.amount().currency()), new PaidAt.Exactly(paid.paidAt())))
        .toList();
    return adapters.payments().take(rows).taken();
  }

  private Result result(Population population, Campaign campaign) {
    var request = CampaignReports.Request.plain(campaign.name(), Arm.HOLD_OUT, new YamlRateFile().shipped());
    var check = new LedgerCheck(LedgerCheckLimits.ru230fz(), new LedgerCheckLimits.DaysOff(HOLIDAYS, Set.of()));
    long households = population.debtors().stream().map(debtor -> debtor.contract().household()).distinct().count();
    return new Result(
        new Size(population.debtors().size(), (int) households),
        outcomes(campaign),
        check.check(new JooqLedgerCheckRows(store.db()).read()),
        adapters.reports().make(request));
  }

  private Map<String, Map<String, Integer>> outcomes(Campaign campaign) {
    Map<String, Map<String, Integer>> outcomes = new TreeMap<>();
    campaign.definition().experiment().arms().forEach(arm -> outcomes.put(arm.name(), new TreeMap<>()));
    new JooqOutcomeCounts(store.db()).of(campaign.id())
        .forEach((arm, counts) -> outcomes.put(arm, new TreeMap<>(counts)));
    return outcomes;
  }

  @Override
  public void close() {
    folder.close();
  }
}
