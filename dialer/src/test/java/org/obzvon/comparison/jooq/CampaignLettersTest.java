package org.obzvon.comparison.jooq;

import static org.assertj.core.api.Assertions.assertThat;
import static org.obzvon.jooq.Tables.ASSIGNMENT;
import static org.obzvon.jooq.Tables.ATTEMPT;
import static org.obzvon.jooq.Tables.CONTACT;
import static org.obzvon.jooq.Tables.ENROLMENT;
import static org.obzvon.jooq.Tables.SMS_MESSAGE;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.StringWriter;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Currency;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.UUID;
import org.jooq.DSLContext;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.obzvon.comparison.CampaignAccounts;
import org.obzvon.comparison.CampaignActivity;
import org.obzvon.comparison.CampaignActivity.Fates;
import org.obzvon.comparison.CampaignTally;
import org.obzvon.comparison.ComparisonQuestion;
import org.obzvon.comparison.PayerRule;
import org.obzvon.comparison.RateTable;
import org.obzvon.comparison.Report;
import org.obzvon.comparison.ReportWriter;
import org.obzvon.comparison.ReportWords;
import org.obzvon.comparison.TextMessageTables;
import org.obzvon.comparison.csv.CsvReport;
import org.obzvon.comparison.json.ComparisonJson;
import org.obzvon.fixture.TestData;
import org.obzvon.fixture.TestStore;
import org.obzvon.register.IdGenerator;
import org.obzvon.register.Language;
import org.obzvon.register.Progress;

/// Tests the text messages and notices of a campaign in its report.
@Tag("slow")
class CampaignLettersTest {
  private static final Instant START = TestData.NOON;
  private static final RateTable RATES = new RateTable(
      ZoneOffset.UTC,
      List.of(
          new RateTable.Period(
              LocalDate.of(2026, 1, 1), Currency.getInstance("RUB"),
              new RateTable.Prices(
                  RateTable.CallPrice.ofMinute(BigDecimal.ONE, RateTable.Increment.of(Duration.ofSeconds(1))),
                  new BigDecimal("4.50"), new BigDecimal("9"), BigDecimal.ZERO),
              Map.of(), Map.of())));

  private final DSLContext db = TestStore.fresh();
  private final TestData data = new TestData(db);
  private final UUID campaign = data.campaign("letters", "");
  private int count;

  private UUID enrol(String arm) {
    String number = "A" + ++count;
    UUID household = data.household(number);
    UUID account = data.debtor(number, household, LocalDate.of(2026, 11, 1), "+7900%07d".formatted(count));
    UUID assignment = IdGenerator.next();
    db.insertInto(ASSIGNMENT).set(ASSIGNMENT.ID, assignment).set(ASSIGNMENT.EXPERIMENT, "e")
        .set(ASSIGNMENT.HOUSEHOLD_ID, household).set(ASSIGNMENT.ARM, arm).set(ASSIGNMENT.BUCKET, BigDecimal.ZERO)
        .set(ASSIGNMENT.SEED, "s").set(ASSIGNMENT.WEIGHTS, "SMS=50,HOLD_OUT=50").set(ASSIGNMENT.ASSIGNED_AT, START)
        .execute();
    db.insertInto(ENROLMENT).set(ENROLMENT.CAMPAIGN_ID, campaign).set(ENROLMENT.ACCOUNT_ID, account)
        .set(ENROLMENT.HOUSEHOLD_ID, household).set(ENROLMENT.ASSIGNMENT_ID, assignment).set(ENROLMENT.SEGMENT, "all")
        .set(ENROLMENT.BALANCE, new BigDecimal("-500")).set(ENROLMENT.CURRENCY, "RUB").set(ENROLMENT.ENROLLED_AT, START)
        .execute();
    return account;
  }

  private UUID contact(UUID account, String origin, String state) {
    UUID id = IdGenerator.next();
    db.insertInto(CONTACT).columns(CONTACT.ID, CONTACT.CAMPAIGN_ID, CONTACT.HOUSEHOLD_ID, CONTACT.ACCOUNT_ID,
        CONTACT.ARM,
        CONTACT.STEP, CONTACT.ANCHOR, CONTACT.CHANNEL, CONTACT.SCRIPT, CONTACT.GROUND, CONTACT.DUE_AT,
        CONTACT.EXPIRES_AT, CONTACT.STATE, CONTACT.NOT_BEFORE)
        .select(
            db.select(
                org.jooq.impl.DSL.val(id), ENROLMENT.CAMPAIGN_ID, ENROLMENT.HOUSEHOLD_ID, ENROLMENT.ACCOUNT_ID,
                ASSIGNMENT.ARM,
                org.jooq.impl.DSL.val(++count), org.jooq.impl.DSL.val(LocalDate.of(2026, 11, 1)),
                org.jooq.impl.DSL.val("SMS"),
                org.jooq.impl.DSL.val("t"), org.jooq.impl.DSL.val(origin),
                org.jooq.impl.DSL.val(START.plusSeconds(60), CONTACT.DUE_AT),
                org.jooq.impl.DSL.val(START.plusSeconds(9_000), CONTACT.EXPIRES_AT), org.jooq.impl.DSL.val(state),
                org.jooq.impl.DSL.val(START.plusSeconds(60), CONTACT.NOT_BEFORE))
                .from(ENROLMENT).join(ASSIGNMENT).on(ASSIGNMENT.ID.eq(ENROLMENT.ASSIGNMENT_ID))
                .where(ENROLMENT.ACCOUNT_ID.eq(account)))
        .execute();
    return id;
  }

  /// @param told the cost that the gateway reported later; null if it reported none
  private void letter(UUID account, String origin, String outcome, String currency, String told) {
    var contact = db.selectFrom(CONTACT).where(CONTACT.ID.eq(contact(account, origin, "DONE"))).fetchSingle();
    UUID id = IdGenerator.next();
    db.insertInto(ATTEMPT).set(ATTEMPT.ID, id).set(ATTEMPT.CONTACT_ID, contact.getId())
        .set(ATTEMPT.CAMPAIGN_ID, campaign)
        .set(ATTEMPT.HOUSEHOLD_ID, contact.getHouseholdId()).set(ATTEMPT.ACCOUNT_ID, account)
        .set(ATTEMPT.ARM, contact.getArm())
        .set(ATTEMPT.NUMBER, 1).set(ATTEMPT.CHANNEL, "SMS").set(ATTEMPT.SCRIPT, "t").set(ATTEMPT.GROUND, origin)
        .set(ATTEMPT.PHONE, "+79000000001").set(ATTEMPT.LINE, "sms").set(ATTEMPT.CALLER_ID, "")
        .set(ATTEMPT.RING_SECONDS, 30)
        .set(ATTEMPT.DETECT_MACHINE, false).set(ATTEMPT.NODE, "n").set(ATTEMPT.WRITTEN_AT, START.plusSeconds(90))
        .set(ATTEMPT.OUTCOME, outcome).set(ATTEMPT.SEGMENTS, "DELIVERED".equals(outcome) ? 2 : null)
        .set(ATTEMPT.CLOSED_AT, outcome == null ? null : START.plusSeconds(99)).execute();
    db.insertInto(SMS_MESSAGE).set(SMS_MESSAGE.ID, id).set(SMS_MESSAGE.OCCASION, "CONTACT")
        .set(SMS_MESSAGE.ACCOUNT_ID, account)
        .set(SMS_MESSAGE.PHONE, "+79000000001").set(SMS_MESSAGE.GATEWAY, "g").set(SMS_MESSAGE.SENDER, "s")
        .set(SMS_MESSAGE.TEMPLATE, "t")
        .set(SMS_MESSAGE.LANGUAGE, "RU").set(SMS_MESSAGE.TEXT, "x").set(SMS_MESSAGE.ENCODING, "UCS2")
        .set(SMS_MESSAGE.SEGMENTS, 2)
        .set(SMS_MESSAGE.COST, new BigDecimal("5.25")).set(SMS_MESSAGE.CURRENCY, currency)
        .set(SMS_MESSAGE.TOLD_COST, told == null ? null : new BigDecimal(told)).set(SMS_MESSAGE.STATE, "ACCEPTED")
        .set(SMS_MESSAGE.SUBMITTED_AT, START.plusSeconds(91)).execute();
  }

  private CampaignAccounts read() {
    return new JooqCampaignLedger(db, InstantSource.fixed(START.plus(Duration.ofDays(40))))
        .read("letters", new CampaignTally.Reading(30, RATES, Optional.empty(), PayerRule.ANY_PAYMENT),
            Progress.NONE)
        .orElseThrow();
  }

  private static CampaignActivity.Texts of(CampaignAccounts accounts, String arm) {
    return accounts.story().work().letters().texts().stream().filter(one -> one.arm().equals(arm)).findFirst()
        .orElseThrow();
  }

  @Test
  void the_price_is_what_the_gateway_told_else_what_was_known_before_else_the_rate_table() {
    UUID account = enrol("SMS");
    letter(account, "LADDER", "DELIVERED", "RUB", "4.10");
    letter(account, "LADDER", "FAILED", "RUB", null);
    letter(account, "LADDER", "DELIVERED", "USD", "0.08");
    CampaignActivity.Texts texts = of(read(), "SMS");
    assertThat(texts.cost().orElseThrow())
        .isEqualByComparingTo(new BigDecimal("4.10").add(new BigDecimal("5.25")).add(new BigDecimal("9.00")));
    assertThat(texts.segments()).isEqualTo(6);
    assertThat(read().funnels().getFirst().money().orElseThrow().cost().orElseThrow()).isEqualByComparingTo("18.35");
  }

  @Test
  void an_arm_shows_what_became_of_its_messages() {
    UUID account = enrol("SMS");
    for (String outcome : new String[]{"DELIVERED", "DELIVERED", "UNDELIVERABLE", "FAILED", "LOST", null}) {
      letter(account, "LADDER", outcome, "RUB", null);
    }
    enrol("HOLD_OUT");
    assertThat(of(read(), "SMS").fates()).isEqualTo(new Fates(6, 2, 1, 1, 1, 1));
    assertThat(of(read(), "HOLD_OUT").fates()).isEqualTo(new Fates(0, 0, 0, 0, 0, 0));
  }

  @Test
  void a_notice_stands_apart_and_is_no_part_of_what_an_arm_does() {
    UUID held = enrol("HOLD_OUT");
    UUID reminded = enrol("SMS");
    letter(held, "NOTICE", "DELIVERED", "RUB", null);
    contact(reminded, "NOTICE", "REFUSED");
    CampaignAccounts accounts = read();
    assertThat(accounts.story().work().letters().notices())
        .containsExactly(new CampaignActivity.Notices("HOLD_OUT", 1, 1, 1),
            new CampaignActivity.Notices("SMS", 1, 0, 0));
    assertThat(of(accounts, "HOLD_OUT").fates().sent()).isZero();
    assertThat(accounts.funnels()).allSatisfy(funnel -> {
      assertThat(funnel.steps().attempted()).isZero();
      assertThat(funnel.steps().answered()).isZero();
      assertThat(funnel.money().orElseThrow().cost().orElseThrow()).isZero();
    });
  }

  private String written(ReportWriter format) {
    ComparisonQuestion question = new ComparisonQuestion("HOLD_OUT", 30, Map.of(), 1000);
    StringWriter out = new StringWriter();
    format.write(
        Report.ofCampaign(
            new Report.OfCampaign(read(), List.of(), List.of()), new Report.Asked(question, OptionalDouble.empty())),
        out);
    return out.toString();
  }

  private void sendSome() {
    UUID held = enrol("HOLD_OUT");
    UUID reminded = enrol("SMS");
    for (String outcome : new String[]{"DELIVERED", "DELIVERED", "UNDELIVERABLE", "FAILED", "LOST", null}) {
      letter(reminded, "LADDER", outcome, "RUB", "4.10");
    }
    letter(held, "NOTICE", "DELIVERED", "RUB", null);
    contact(held, "NOTICE", "REFUSED");
  }

  @Test
  void the_json_names_each_figure_of_messages_and_notices() throws Exception {
    sendSome();
    JsonNode campaign = new ObjectMapper().readTree(written(new ComparisonJson())).get("campaign");
    assertThat(campaign.at("/texts/1").toString())
        .isEqualTo(
            "{\"arm\":\"SMS\",\"sent\":6,\"delivered\":2,\"undeliverable\":1,\"failed\":1,\"lost\":1,\"open\":1,"
                + "\"segments\":12,\"cost\":24.6}");
    assertThat(campaign.at("/notices/0").toString())
        .isEqualTo("{\"arm\":\"HOLD_OUT\",\"due\":2,\"sent\":1,\"delivered\":1}");
  }

  @Test
  void the_csv_has_a_row_for_each_figure_of_messages_and_notices() {
    sendSome();
    assertThat(written(new CsvReport()).lines())
        .contains(
            "SMS,,messages,6,,", "SMS,,messages_delivered,2,,", "SMS,,messages_undeliverable,1,,",
            "SMS,,messages_failed,1,,", "SMS,,messages_lost,1,,", "SMS,,messages_open,1,,",
            "SMS,,message_segments,12,,",
            "SMS,,message_cost,24.6,,", "HOLD_OUT,,notices,2,,", "HOLD_OUT,,notices_sent,1,,",
            "HOLD_OUT,,notices_delivered,1,,");
  }

  @Test
  void the_tables_are_told_in_three_languages_and_only_when_there_is_something_in_them() {
    for (Language language : Language.values()) {
      ReportWords words = ReportWords.in(language);
      assertThat(TextMessageTables.texts(read().story(), words)).hasSize(1);
    }
    UUID account = enrol("SMS");
    letter(account, "LADDER", "DELIVERED", "RUB", "4.10");
    letter(account, "NOTICE", "DELIVERED", "RUB", "4.10");
    ReportWords russian = ReportWords.in(Language.RU);
    assertThat(TextMessageTables.texts(read().story(), russian).getLast())
        .containsExactly("SMS", "1", "1", "0", "0", "0", "0", "2", "4,10", "0/1");
    assertThat(TextMessageTables.notices(read().story(), russian).getLast()).containsExactly("SMS", "1", "1", "1");
  }
}
