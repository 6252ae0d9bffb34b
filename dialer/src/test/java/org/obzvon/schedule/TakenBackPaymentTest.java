package org.obzvon.schedule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.obzvon.fixture.TestData.NOON;
import static org.obzvon.jooq.Tables.CONTACT;
import static org.obzvon.jooq.Tables.DECISION;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.jooq.DSLContext;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.obzvon.campaign.Campaign;
import org.obzvon.campaign.CampaignState;
import org.obzvon.campaign.jooq.JooqCampaigns;
import org.obzvon.campaign.yaml.YamlDefinition;
import org.obzvon.campaign.yaml.YamlDefinitionTest;
import org.obzvon.contact.jooq.JooqContactPlans;
import org.obzvon.contact.jooq.JooqStepReplanning;
import org.obzvon.contact.jooq.JooqWithdrawals;
import org.obzvon.document.yaml.YamlNode;
import org.obzvon.fixture.TestClock;
import org.obzvon.fixture.TestData;
import org.obzvon.fixture.TestStore;
import org.obzvon.payment.PaidAt;
import org.obzvon.payment.PaymentImport;
import org.obzvon.payment.PaymentRow;
import org.obzvon.payment.jooq.JooqPayments;
import org.obzvon.policy.ContactPolicy;
import org.obzvon.policy.AllowedPrefixes;
import org.obzvon.policy.jollyday.JollydayHolidays;
import org.obzvon.policy.jooq.JooqDecisionLog;
import org.obzvon.policy.jooq.JooqAccountFacts;
import org.obzvon.policy.yaml.YamlProfiles;
import org.obzvon.register.jooq.JooqAccounts;
import org.obzvon.schedule.jooq.JooqScanMarks;

/// Tests that contacts that a payment cancelled come due again when it is taken back or moved to another account. The
/// register is of 18 November, the day of the test.
@Tag("slow")
class TakenBackPaymentTest {
  private static final LocalDate SINCE = LocalDate.of(2026, 11, 15); // its first step is due on the 18th

  private final DSLContext db = TestStore.fresh();
  private final TestClock clock = new TestClock(NOON);
  private final TestData data = new TestData(db);
  private final JooqCampaigns campaigns = new JooqCampaigns(db);
  private final JooqAccounts accounts = new JooqAccounts(db);
  private final ContactPolicy policy = new ContactPolicy(
      YamlProfiles.load(Optional.empty(), new JollydayHolidays()), accounts, new JooqAccountFacts(db),
      new JooqDecisionLog(db), new AllowedPrefixes(List.of("+7")), clock);
  private final CampaignTick tick = new CampaignTick(new AccountScans(accounts, accounts, new JooqScanMarks(db)),
      campaigns, new JooqContactPlans(db), policy, clock);
  private final PaymentImport payments = new PaymentImport(new JooqPayments(db, clock), new JooqWithdrawals(db, clock),
      new JooqStepReplanning(db, clock));
  private Campaign campaign;

  @BeforeEach
  void start_campaign() {
    String text = YamlDefinitionTest.GOOD.replace("HOLD_OUT: 50", "HOLD_OUT: 0");
    Campaign draft = campaigns.create(YamlDefinition.read(YamlNode.parse("c.yaml", text)), text, false, NOON);
    campaigns.move(draft.id(), CampaignState.RUNNING, NOON);
    campaign = campaigns.find(draft.id()).orElseThrow();
    data.debtor("A1", SINCE);
    tick.run(campaign);
  }

  @Test
  void a_contact_that_a_payment_called_off_is_planned_again_when_the_payment_is_taken_back() {
    take(row("P1", "A1", "500"));
    assertThat(states()).containsExactly("WITHDRAWN");
    assertThat(tick.run(campaign).queued()).as("nothing is owed").isZero();
    assertThat(take(row("P1-R", "A1", "-500")).released()).isEqualTo(1);
    assertThat(tick.run(campaign).queued()).isEqualTo(1);
    assertThat(states()).as("the old contact stays as it ended").containsExactly("WITHDRAWN", "QUEUED");
    assertThat(tick.run(campaign)).as("once").isEqualTo(CampaignTick.Counts.NONE);
    assertThat(take(row("P1-R", "A1", "-500")).released()).as("the same file again").isZero();
  }

  @Test
  void a_contact_is_planned_again_when_the_payment_is_moved_to_another_contract_whose_contact_is_called_off() {
    data.debtor("A2", SINCE);
    tick.run(campaign);
    take(row("P1", "A1", "500"));
    take(row("P1", "A2", "500"));
    assertThat(states()).containsExactly("WITHDRAWN", "WITHDRAWN");
    assertThat(tick.run(campaign).queued()).isEqualTo(1);
    assertThat(db.fetchSingle(CONTACT, CONTACT.STATE.eq("QUEUED")).getAccountId())
        .isEqualTo(accounts.byNumber("A1").orElseThrow().id());
  }

  @Test
  void a_contact_whose_time_passed_meanwhile_is_not_planned_again() {
    take(row("P1", "A1", "500"));
    clock.tick(Duration.ofDays(3));
    assertThat(take(row("P1-R", "A1", "-500")).released()).isZero();
    assertThat(tick.run(campaign).queued()).isZero();
  }

  @Test
  void a_debtor_whose_payment_the_register_may_know_is_planned_and_waits_by_that_name() {
    var early = new PaidAt.Exactly(NOON.minus(Duration.ofDays(4)));
    take(new PaymentRow("P1", "A1", new BigDecimal("100"), Optional.empty(), early));
    data.debtor("A3", SINCE);
    take(new PaymentRow("P3", "A3", new BigDecimal("500"), Optional.empty(), early));
    assertThat(tick.run(campaign).deferred()).isEqualTo(1);
    assertThat(db.selectFrom(DECISION).where(DECISION.RULE.eq("payment-waiting")).fetchSingle().getWhy())
        .isEqualTo(
            "a payment was told on 2026-11-18 that the register may not know; the debt may be paid, so nobody is told of"
                + " it before the next register, or before 2026-11-26");
  }

  private List<String> states() {
    return db.select(CONTACT.STATE).from(CONTACT).orderBy(CONTACT.STATE.desc()).fetch(CONTACT.STATE);
  }

  private PaymentImport.Report take(PaymentRow row) {
    return payments.take(List.of(row));
  }

  private static PaymentRow row(String id, String account, String amount) {
    return new PaymentRow(
        id, account, new BigDecimal(amount), Optional.empty(), new PaidAt.Exactly(NOON.minusSeconds(600)));
  }
}
