package org.obzvon.console.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.obzvon.jooq.Tables.ACCOUNT;
import static org.obzvon.policy.jooq.PolicySurroundings.NOON;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jooq.DSLContext;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.obzvon.campaign.jooq.JooqCampaigns;
import org.obzvon.commands.OutageUseCases;
import org.obzvon.commands.SuppressionUseCases;
import org.obzvon.console.icu.IcuPhrases;
import org.obzvon.contact.Channel;
import org.obzvon.contact.Withdrawals;
import org.obzvon.contact.jooq.JooqContactPlans;
import org.obzvon.contact.jooq.JooqOpenContacts;
import org.obzvon.document.BadInput;
import org.obzvon.fixture.TestStore;
import org.obzvon.payment.jooq.JooqPaymentHistory;
import org.obzvon.policy.ContactPolicy;
import org.obzvon.policy.DecisionPoint;
import org.obzvon.policy.AllowedPrefixes;
import org.obzvon.policy.Profiles;
import org.obzvon.policy.jollyday.JollydayHolidays;
import org.obzvon.policy.jooq.JooqAccountTimeline;
import org.obzvon.policy.jooq.JooqDecisionLog;
import org.obzvon.policy.jooq.JooqAccountFacts;
import org.obzvon.policy.jooq.JooqOutages;
import org.obzvon.policy.jooq.JooqSuppressions;
import org.obzvon.policy.jooq.PolicySurroundings;
import org.obzvon.policy.yaml.YamlProfiles;
import org.obzvon.register.Account;
import org.obzvon.schedule.AccountStatuses;
import org.obzvon.sms.jooq.JooqNoticeProofs;
import org.obzvon.staff.jooq.JooqAuditLog;
import org.obzvon.webhook.jooq.JooqEventOutbox;
import picocli.CommandLine;

@Tag("slow")
class PolicyCommandsTest {
  private static final String PHONE = "+37369100001";
  private static final Profiles PROFILES = YamlProfiles.load(Optional.empty(), new JollydayHolidays());

  private final DSLContext store = TestStore.fresh();
  private final PolicySurroundings desk = new PolicySurroundings(store);
  private final InstantSource clock = InstantSource.fixed(NOON);
  private final JooqSuppressions suppressions = new JooqSuppressions(store, new Nothing(),
      new JooqEventOutbox(store), clock);
  private final JooqOutages outages = new JooqOutages(store, clock);

  @Test
  void policy_list_names_every_profile_and_show_gives_the_source_of_every_number() {
    assertThat(run(policies(), "list")).contains("ru-230fz-overdue").contains("strictest-union");
    assertThat(run(policies(), "show", "ru-230fz-overdue"))
        .contains("Not legal advice").contains("workday   08:00-22:00")
        .contains("2 answered calls per calendar week (B: 230-FZ art. 7 p. 3; FSSP counts calendar weeks)")
        .contains("3 calls per calendar day (OURS:");
    assertThatThrownBy(() -> run(policies(), "show", "nowhere")).isInstanceOf(BadInput.class)
        .hasMessageContaining("there is no profile 'nowhere'");
  }

  @Test
  void stop_add_list_and_lift_go_round() {
    desk.account("A-1", PHONE);
    assertThat(run(stops(), "add", "A-1", "--kind", "BANKRUPT", "--note", "court\u001b[2J"))
        .contains("household of A-1  BANKRUPT").contains("court\\u001b[2J").doesNotContain("\u001b");
    assertThat(run(stops(), "add", PHONE, "--kind", "OPT_OUT", "--until", "2026-04-30"))
        .contains(PHONE + "  OPT_OUT").contains("until 2026-05-01T12:00:00Z");
    String listed = run(stops(), "list");
    assertThat(listed.lines()).hasSize(2);
    UUID id = UUID.fromString(listed.substring(0, 36));
    assertThat(run(stops(), "lift", id.toString())).contains("lifted: " + id);
    assertThat(run(stops(), "list").lines()).hasSize(1);
    assertThat(run(stops(), "list", "--all").lines()).hasSize(2);
    assertThatThrownBy(() -> run(stops(), "lift", id.toString())).isInstanceOf(BadInput.class);
  }

  @Test
  void stop_add_refuses_an_account_or_a_number_that_cannot_be() {
    assertThatThrownBy(() -> run(stops(), "add", "A-9", "--kind", "MANUAL"))
        .isInstanceOf(BadInput.class).hasMessageContaining("there is no account 'A-9'");
    assertThatThrownBy(() -> run(stops(), "add", "+12", "--kind", "MANUAL"))
        .isInstanceOf(BadInput.class).hasMessageContaining("is no telephone number");
  }

  @Test
  void outage_add_end_and_list_go_round() {
    assertThat(run(outages(), "add", "Centru", "--for", "3")).contains("Centru").contains("until 2026-03-10T13:00:00Z");
    assertThat(run(outages(), "add", "centru")).contains("end not known");
    assertThat(run(outages(), "list").lines()).hasSize(1);
    assertThat(run(outages(), "end", "Centru")).contains("back: Centru");
    assertThatThrownBy(() -> run(outages(), "end", "Centru")).isInstanceOf(BadInput.class);
  }

  @Test
  void explain_tells_the_debt_the_attempts_the_decisions_and_what_comes_next() {
    Account account = desk.account("A-1", PHONE);
    var done = desk.contact(account, Channel.SMS);
    var yesterday = NOON.minusSeconds(86_400);
    UUID attempt = desk.attempt(done, PHONE, yesterday, "REACHED", "PROMISED", yesterday.plusSeconds(9));
    desk.promise(attempt, account, LocalDate.of(2026, 3, 12), "OPEN");
    new ContactPolicy(
        PROFILES, desk, new JooqAccountFacts(store), new JooqDecisionLog(store), new AllowedPrefixes(List.of("+373")),
        clock)
        .ask(List.of(desk.question(account, Channel.ROBOT, "eu-base")), DecisionPoint.PLACE);
    run(stops(), "add", PHONE, "--kind", "DISPUTE");
    assertThat(run(explain(), "A-1"))
        .contains("Account A-1, Ion Rusu").contains("Owes 100.00 MDL").contains("Telephones " + PHONE)
        .contains("Zone Europe/Chisinau, there it is 2026-03-10 12:00:00")
        .contains(PHONE + " DISPUTE since")
        .contains("50.00 MDL by 2026-03-12")
        .contains("2026-03-09 12:00:00 SMS " + PHONE).contains("REACHED PROMISED (spring)")
        .contains("PLACE DEFERRED until 2026-03-13 09:00:00 by promise: the debtor promised to pay by 2026-03-12")
        .contains("eu-base 2026.1+")
        .containsPattern("What comes next:\\R  QUEUED SMS spring");
  }

  @Test
  void explain_escapes_what_comes_from_outside() {
    desk.account("A-1", PHONE);
    store.update(ACCOUNT).set(ACCOUNT.NAME, "Ion\u001b]0;x\u0007\nAccount A-2").execute();
    assertThat(run(explain(), "A-1")).contains("Ion\\u001b]0;x\\u0007\\u000aAccount A-2").doesNotContain("\u001b");
    assertThatThrownBy(() -> run(explain(), "A-9")).isInstanceOf(BadInput.class);
  }

  @Test
  void explain_says_that_an_account_without_a_zone_is_not_contacted() {
    desk.account("A-1", PHONE);
    store.update(ACCOUNT).setNull(ACCOUNT.ZONE).execute();
    assertThat(run(explain(), "A-1")).contains("Zone unknown, so nobody is contacted").contains("Attempts: none");
  }

  private PolicyCommand policies() {
    return new PolicyCommand(() -> PROFILES);
  }

  private StopCommand stops() {
    return new StopCommand(() -> new SuppressionUseCases(suppressions, desk, new JooqAuditLog(store, clock)));
  }

  private OutageCommand outages() {
    return new OutageCommand(() -> new OutageUseCases(outages, new JooqAuditLog(store, clock)), clock);
  }

  private ExplainCommand explain() {
    AccountStatuses statuses = new AccountStatuses(
        new JooqCampaigns(store), new JooqContactPlans(store), new JooqOpenContacts(store),
        new ContactPolicy(
            PROFILES, desk, new JooqAccountFacts(store), new JooqDecisionLog(store),
            new AllowedPrefixes(List.of("+373")),
            clock),
        List.of(), clock);
    return new ExplainCommand(
        () -> desk, () -> statuses, () -> new JooqAccountTimeline(store, suppressions),
        () -> new JooqNoticeProofs(store),
        () -> new JooqPaymentHistory(store, clock), IcuPhrases.all(ZoneOffset.UTC), clock);
  }

  /// Returns the output of the command. Bad input is thrown unchanged.
  private static String run(Object command, String... arguments) {
    StringWriter out = new StringWriter();
    List<BadInput> bad = new ArrayList<>();
    int code = new CommandLine(command)
        .setOut(new PrintWriter(out))
        .setExecutionExceptionHandler((failure, _, _) -> {
          if (!(failure instanceof BadInput input)) {
            throw failure;
          }
          bad.add(input);
          return 2;
        })
        .execute(arguments);
    if (!bad.isEmpty()) {
      throw bad.getFirst();
    }
    assertThat(code).isZero();
    return out.toString();
  }

  private static final class Nothing implements Withdrawals {
    @Override
    public int ofAccounts(Collection<UUID> accounts, String why) {
      return 0;
    }

    @Override
    public int ofPromises(Collection<UUID> promises, String why) {
      return 0;
    }

    @Override
    public int ofHouseholds(Collection<UUID> households, String why) {
      return 0;
    }

    @Override
    public int ofCampaign(UUID campaign, String why) {
      return 0;
    }
  }
}
