package org.obzvon.console.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.obzvon.fixture.TestData.NOON;
import static org.obzvon.jooq.Tables.ACCOUNT;
import static org.obzvon.jooq.Tables.ATTEMPT;
import static org.obzvon.jooq.Tables.CONTACT;
import static org.obzvon.jooq.Tables.DECISION;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jooq.DSLContext;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.obzvon.campaign.Campaign;
import org.obzvon.campaign.CampaignState;
import org.obzvon.campaign.jooq.JooqCampaigns;
import org.obzvon.campaign.yaml.YamlDefinition;
import org.obzvon.campaign.yaml.YamlDefinitionTest;
import org.obzvon.console.icu.IcuPhrases;
import org.obzvon.contact.Withdrawals;
import org.obzvon.contact.jooq.JooqContactPlans;
import org.obzvon.contact.jooq.JooqOpenContacts;
import org.obzvon.contact.jooq.JooqWithdrawals;
import org.obzvon.document.yaml.YamlNode;
import org.obzvon.fixture.TestClock;
import org.obzvon.fixture.TestData;
import org.obzvon.fixture.TestStore;
import org.obzvon.payment.PaidAt;
import org.obzvon.payment.PaymentImport;
import org.obzvon.payment.PaymentRow;
import org.obzvon.payment.jooq.JooqPaymentHistory;
import org.obzvon.payment.jooq.JooqPayments;
import org.obzvon.policy.ContactPolicy;
import org.obzvon.policy.AllowedPrefixes;
import org.obzvon.policy.StopKind;
import org.obzvon.policy.Suppression;
import org.obzvon.policy.Suppressions.Stop;
import org.obzvon.policy.jollyday.JollydayHolidays;
import org.obzvon.policy.jooq.JooqAccountTimeline;
import org.obzvon.policy.jooq.JooqDecisionLog;
import org.obzvon.policy.jooq.JooqAccountFacts;
import org.obzvon.policy.jooq.JooqSuppressions;
import org.obzvon.policy.yaml.YamlProfiles;
import org.obzvon.register.IdGenerator;
import org.obzvon.register.Language;
import org.obzvon.register.Phone;
import org.obzvon.register.jooq.JooqAccounts;
import org.obzvon.schedule.AccountScans;
import org.obzvon.schedule.AccountStatuses;
import org.obzvon.schedule.CampaignTick;
import org.obzvon.schedule.jooq.JooqScanMarks;
import org.obzvon.sms.Incoming;
import org.obzvon.sms.jooq.JooqInbox;
import org.obzvon.sms.jooq.JooqNoticeProofs;
import org.obzvon.webhook.jooq.JooqEventOutbox;
import picocli.CommandLine;

/// Tests that `explain` answers for the present moment, in every language, and stores nothing.
@Tag("slow")
class ExplainNowTest {
  private static final LocalDate SINCE = LocalDate.of(2026, 11, 15); // three days before NOON
  private static final String ROBOT_ONLY = YamlDefinitionTest.GOOD.replace("HOLD_OUT: 50", "HOLD_OUT: 0");

  private final DSLContext db = TestStore.fresh();
  private final TestClock clock = new TestClock(NOON);
  private final TestData data = new TestData(db);
  private final JooqCampaigns campaigns = new JooqCampaigns(db);
  private final JooqAccounts accounts = new JooqAccounts(db);
  private final JooqContactPlans plans = new JooqContactPlans(db);
  private final Withdrawals withdrawals = new JooqWithdrawals(db, clock);
  private final JooqSuppressions suppressions = new JooqSuppressions(db, withdrawals, new JooqEventOutbox(db), clock);
  private final ContactPolicy policy = new ContactPolicy(
      YamlProfiles.load(Optional.empty(), new JollydayHolidays()), accounts, new JooqAccountFacts(db),
      new JooqDecisionLog(db), new AllowedPrefixes(List.of("+7")), clock);
  private final CampaignTick tick = new CampaignTick(new AccountScans(accounts, accounts, new JooqScanMarks(db)),
      campaigns, plans, policy, clock);

  private Campaign started(String text) {
    Campaign draft = campaigns.create(YamlDefinition.read(YamlNode.parse("c.yaml", text)), text, false, NOON);
    campaigns.move(draft.id(), CampaignState.RUNNING, NOON);
    return campaigns.find(draft.id()).orElseThrow();
  }

  private void debtorInCampaign(String text) {
    data.debtor("A1", SINCE);
    tick.run(started(text));
  }

  private String explain(Language language) {
    StringWriter out = new StringWriter();
    AccountStatuses statuses = new AccountStatuses(campaigns, plans, new JooqOpenContacts(db), policy, List.of(),
        clock);
    ExplainCommand command = new ExplainCommand(
        () -> accounts, () -> statuses, () -> new JooqAccountTimeline(db, suppressions), () -> new JooqNoticeProofs(db),
        () -> new JooqPaymentHistory(db, clock), IcuPhrases.all(ZoneOffset.UTC), clock);
    int decisions = db.fetchCount(DECISION);
    int code = new CommandLine(command).setCaseInsensitiveEnumValuesAllowed(true).setOut(new PrintWriter(out))
        .execute("A1", "--language", language.tag());
    assertThat(code).isZero();
    assertThat(db.fetchCount(DECISION)).as("looking stores nothing").isEqualTo(decisions);
    String text = out.toString();
    return text.substring(0, text.indexOf("Stop entries"));
  }

  private static String said(Language language, String english, String russian, String romanian) {
    return switch (language) {
      case EN -> english;
      case RU -> russian;
      case RO -> romanian;
    };
  }

  private UUID contact() {
    return db.select(CONTACT.ID).from(CONTACT).fetchSingle(CONTACT.ID);
  }

  private UUID account() {
    return db.select(ACCOUNT.ID).from(ACCOUNT).where(ACCOUNT.NUMBER.eq("A1")).fetchSingle(ACCOUNT.ID);
  }

  private void tried(int number, Instant at, String outcome, String detail) {
    var contact = db.selectFrom(CONTACT).where(CONTACT.ID.eq(contact())).fetchSingle();
    String phone = accounts.byNumber("A1").orElseThrow().subscriber().phones().getFirst().e164();
    db.insertInto(ATTEMPT).set(ATTEMPT.ID, IdGenerator.next()).set(ATTEMPT.CONTACT_ID, contact.getId())
        .set(ATTEMPT.CAMPAIGN_ID, contact.getCampaignId()).set(ATTEMPT.HOUSEHOLD_ID, contact.getHouseholdId())
        .set(ATTEMPT.ACCOUNT_ID, contact.getAccountId()).set(ATTEMPT.ARM, "ROBOT").set(ATTEMPT.NUMBER, number)
        .set(ATTEMPT.CHANNEL, "ROBOT").set(ATTEMPT.SCRIPT, "payment-active").set(ATTEMPT.PHONE, phone)
        .set(ATTEMPT.LINE, "line").set(ATTEMPT.CALLER_ID, "+74950000000").set(ATTEMPT.RING_SECONDS, 30)
        .set(ATTEMPT.DETECT_MACHINE, false).set(ATTEMPT.NODE, "node").set(ATTEMPT.WRITTEN_AT, at)
        .set(ATTEMPT.OUTCOME, outcome).set(ATTEMPT.DETAIL, detail).set(ATTEMPT.CLOSED_AT, at.plusSeconds(60)).execute();
  }

  @ParameterizedTest
  @EnumSource(Language.class)
  void of_a_hold_out_household_explain_says_so(Language language) {
    debtorInCampaign(YamlDefinitionTest.GOOD.replace("ROBOT: 50", "ROBOT: 0"));
    assertThat(explain(language))
        .contains(said(language, "arm HOLD_OUT, segment 'active'", "группа «без контакта», сегмент «active»",
            "grupul „fără contact”, segmentul „active”"))
        .contains(said(language, "the household is in the hold-out", "домохозяйство в контрольной группе",
            "gospodăria este în grupul de control"));
  }

  @ParameterizedTest
  @EnumSource(Language.class)
  void of_an_account_whose_payment_the_register_may_know_explain_says_that_it_waits(Language language) {
    debtorInCampaign(ROBOT_ONLY);
    var early = new PaidAt.Exactly(NOON.minus(Duration.ofDays(3)));
    new PaymentImport(new JooqPayments(db, clock), withdrawals)
        .take(List.of(new PaymentRow("P1", "A1", new BigDecimal("500"), Optional.empty(), early)));
    assertThat(explain(language))
        .contains(said(language,
            "a payment was told on 2026-11-18 that the register may not know",
            "18.11.2026 сообщили о платеже, о котором реестр может не знать",
            "pe 18.11.2026 s-a anunțat o plată pe care registrul poate să n-o cunoască"));
  }

  @ParameterizedTest
  @EnumSource(Language.class)
  void of_a_paused_campaign_explain_says_so_although_the_policy_objects_to_nothing(Language language) {
    debtorInCampaign(ROBOT_ONLY);
    campaigns.move(campaigns.find("november").orElseThrow().id(), CampaignState.PAUSED, NOON);
    assertThat(explain(language))
        .contains(said(language, "november (paused)", "november (на паузе)", "november (în pauză)"))
        .contains(said(language, "the campaign is paused", "кампания на паузе", "campania este în pauză"))
        .contains(said(language, "planned: ROBOT 'payment-active', not before 2026-11-18 12:00 Europe/Moscow",
            "запланировано: робот «payment-active», не раньше 18.11.2026 12:00",
            "planificat: robot „payment-active”, nu înainte de 18.11.2026 12:00"));
  }

  @ParameterizedTest
  @EnumSource(Language.class)
  void of_an_account_out_of_every_segment_explain_names_the_condition_and_the_accounts_value(Language language) {
    UUID account = data.debtor("A1", SINCE);
    String two = ROBOT_ONLY.replace("ladder:",
        "  - {name: restricted, service-state: restricted, arrears-at-least: 100, debt-days: 3..60}\nladder:");
    db.update(ACCOUNT).set(ACCOUNT.BALANCE, new BigDecimal("-50")).where(ACCOUNT.ID.eq(account)).execute();
    tick.run(started(two));
    assertThat(explain(language))
        .contains(said(language,
            "no segment fits: active: owes 50.00 RUB, the segment takes those who owe at least 100, restricted: the"
                + " service is ACTIVE, the segment takes RESTRICTED",
            "ни один сегмент не подходит: active: долг 50,00 RUB, а сегмент берёт с долгом не меньше 100; restricted:"
                + " услуга: ",
            "niciun segment nu se potrivește: active: datorează 50,00 RUB, iar segmentul ia de la 100"));
  }

  @ParameterizedTest
  @EnumSource(Language.class)
  void of_a_stop_entry_explain_names_kind_and_rule(Language language) {
    debtorInCampaign(ROBOT_ONLY);
    suppressions.add(
        new Stop(
            new Suppression.Target.Household(account()), StopKind.OPT_OUT, "", Optional.empty(),
            new Suppression.Origin.OfPerson("test")));
    assertThat(explain(language))
        .contains(said(language, "forbidden by the rule 'stop': the household has a stop entry OPT_OUT",
            "запрещает правило «стоп-лист»: домохозяйство в стоп-листе: попросил не беспокоить",
            "interzice contactul: "));
  }

  @ParameterizedTest
  @EnumSource(Language.class)
  void of_a_reached_cap_explain_names_it_and_that_the_step_expires_first(Language language) {
    debtorInCampaign(ROBOT_ONLY);
    tried(1, NOON.minus(Duration.ofHours(3)), "REACHED", "PROMISED");
    tried(2, NOON.minus(Duration.ofHours(2)), "REACHED", "REFUSED");
    assertThat(explain(language))
        .contains(said(language, "by the rule 'cap': 2 of at most 2 answered calls per calendar week",
            "правило «предел частоты»: предел: звонков с ответом за календарную неделю — не больше 2, уже 2",
            "regula „limită de frecvență” interzice contactul: limită: apeluri cu răspuns pe săptămână calendaristică"))
        .contains(said(language, "its time passes before it may be placed, at 2026-11-20 10:00",
            "время контакта истекает раньше, чем он станет разрешён: 20.11.2026 10:00", "20.11.2026 10:00"));
  }

  @ParameterizedTest
  @EnumSource(Language.class)
  void of_a_dead_number_explain_says_what_the_network_said(Language language) {
    debtorInCampaign(ROBOT_ONLY);
    tried(1, NOON.minus(Duration.ofHours(11)), "NOT_REACHED", "NO_ANSWER");
    tried(2, NOON.minus(Duration.ofHours(10)), "UNDELIVERABLE", "NO_SUCH_NUMBER");
    tried(3, NOON.minus(Duration.ofHours(2)), "UNDELIVERABLE", "NO_SUCH_NUMBER");
    assertThat(explain(language))
        .contains(
            said(language, "(said 2026-11-18T07:00:00Z by the line line, said 2026-11-17T23:00:00Z by the line line)",
                "(ответ от 18.11.2026 07:00 по линии line; ответ от 17.11.2026 23:00 по линии line)",
                "(răspuns din 18.11.2026 07:00 pe linia line; răspuns din 17.11.2026 23:00 pe linia line)"))
        .contains(
            said(language, "by the rule 'dead-number': of every number that may be used the network says that it does"
                + " not exist", "сеть говорит обо всех разрешённых телефонах: номера нет", "numărul nu există"));
  }

  @ParameterizedTest
  @EnumSource(Language.class)
  void of_an_answer_that_nobody_has_read_explain_names_the_number_and_when_it_came(Language language) {
    debtorInCampaign(ROBOT_ONLY);
    Phone phone = accounts.byNumber("A1").orElseThrow().subscriber().phones().getFirst();
    new JooqInbox(db).keep(new Incoming("g", "in-1", phone, "OBZVON", "?", NOON.minus(Duration.ofHours(1))));
    assertThat(explain(language))
        .contains(said(language, "has to wait until 2026-11-19 11:00 Europe/Moscow by the rule 'unread-answer'",
            "сейчас контакт откладывает до 19.11.2026 11:00 правило «непрочитанный ответ»",
            "amână contactul până la 19.11.2026 11:00"))
        .contains(said(language, "nobody has read yet what " + phone.e164()
            + " answered by text message at 2026-11-18T08:00:00Z",
            "ответ по SMS с номера " + phone.e164() + " от 18.11.2026 08:00 ещё никто не прочёл",
            "nimeni nu a citit încă răspunsul prin SMS de la " + phone.e164() + " din 18.11.2026 08:00"));
  }

  @ParameterizedTest
  @EnumSource(Language.class)
  void outside_the_hours_explain_names_the_opening(Language language) {
    debtorInCampaign(ROBOT_ONLY);
    clock.tick(Duration.ofHours(11));
    assertThat(explain(language))
        .contains(said(language, "has to wait until 2026-11-19 08:00 Europe/Moscow by the rule 'hours'",
            "сейчас контакт откладывает до 19.11.2026 08:00 правило", "amână contactul până la 19.11.2026 08:00"));
  }

  @ParameterizedTest
  @EnumSource(Language.class)
  void of_an_account_with_all_steps_done_explain_says_that_none_is_left(Language language) {
    data.debtor("A1", SINCE.minusDays(30));
    tick.run(started(ROBOT_ONLY));
    assertThat(explain(language))
        .contains(said(language, "every step for arm ROBOT and segment 'active' is over",
            "все шаги для группы «робот» и сегмента «active» позади",
            "toți pașii pentru grupul „robotul” și segmentul „active” s-au încheiat"));
  }

  @ParameterizedTest
  @EnumSource(Language.class)
  void of_a_draft_explain_says_that_nobody_is_taken_before_it_starts(Language language) {
    data.debtor("A1", SINCE);
    campaigns.create(
        YamlDefinition.read(YamlNode.parse("c.yaml", ROBOT_ONLY)), ROBOT_ONLY, false, NOON);
    assertThat(explain(language))
        .contains(said(language, "the campaign is a draft", "кампания — черновик", "campania este o ciornă"))
        .contains(said(language, "is taken in once the campaign runs", "кампания возьмёт его, когда будет работать",
            "va fi luat când campania va rula"));
  }

  @Test
  void of_an_account_that_waits_for_the_next_tick_explain_says_so() {
    data.debtor("A1", SINCE);
    started(ROBOT_ONLY);
    assertThat(explain(Language.EN))
        .contains("belongs to the segment 'active' and is taken in at the next tick")
        .contains("no rule of the policy forbids a contact at this moment");
  }

  @Test
  void before_and_after_its_calendar_explain_names_the_day() {
    data.debtor("A1", SINCE);
    started(ROBOT_ONLY.replace("from: 2026-11-01", "from: 2026-11-20"));
    assertThat(explain(Language.EN)).contains("the campaign's calendar begins on 2026-11-20");
    clock.tick(Duration.ofDays(60));
    assertThat(explain(Language.EN)).contains("the campaign's calendar ended on 2026-12-31");
  }

  @Test
  void a_member_that_was_restricted_since_is_shown_in_todays_segment_and_the_arm_of_then() {
    UUID account = data.debtor("A1", SINCE);
    tick.run(started(
        ROBOT_ONLY.replace("ladder:", "  - {name: restricted, service-state: restricted}\nladder:")));
    db.update(ACCOUNT).set(ACCOUNT.SERVICE_STATE, "RESTRICTED").where(ACCOUNT.ID.eq(account)).execute();
    assertThat(explain(Language.EN)).contains("arm ROBOT, segment 'restricted' today, 'active' when it was taken in");
  }

  @Test
  void explain_gives_a_legal_entity_its_rule_and_an_account_without_campaigns_that_there_is_none() {
    data.debtor("A1", SINCE);
    assertThat(explain(Language.EN)).contains("no campaign holds the account, and none is left that could take it in");
    tick.run(started(ROBOT_ONLY));
    db.update(ACCOUNT).set(ACCOUNT.LEGAL_ENTITY, true).execute();
    assertThat(explain(Language.EN)).contains("forbidden by the rule 'persons-only'");
  }
}
