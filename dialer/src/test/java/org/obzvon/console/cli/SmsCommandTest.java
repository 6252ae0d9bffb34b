package org.obzvon.console.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.obzvon.jooq.Tables.ACCOUNT;
import static org.obzvon.jooq.Tables.PAYMENT;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.Currency;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.obzvon.document.BadInput;
import org.obzvon.fixture.TestClock;
import org.obzvon.fixture.TestData;
import org.obzvon.fixture.TestStore;
import org.obzvon.register.IdGenerator;
import org.obzvon.register.Language;
import org.obzvon.register.jooq.JooqAccounts;
import org.obzvon.sms.GatewayTerms;
import org.obzvon.sms.AllowedLinkHosts;
import org.obzvon.sms.MessageWriter.Sender;
import org.obzvon.sms.MessageWriter;
import org.obzvon.sms.Routing;
import org.obzvon.sms.Templates;
import org.obzvon.sms.icu.IcuMessageFormat;
import org.obzvon.sms.jooq.JooqCampaignEventValues;
import org.obzvon.sms.yaml.YamlTemplates;
import picocli.CommandLine;

@Tag("slow")
class SmsCommandTest {
  private static final Templates SHIPPED = new YamlTemplates(new IcuMessageFormat()).shipped();
  private static final Currency RUB = Currency.getInstance("RUB");

  private final StringWriter out = new StringWriter();

  @Test
  void a_preview_shows_text_encoding_segments_and_the_price_of_every_gateway() {
    String shown = run("preview", "debt-reminder", "--account", "1001");

    assertThat(shown)
        .contains("Обзвон: по договору 1001 долг 500 руб. Пожалуйста, оплатите. Вопросы: 8 495 000-00-00")
        .contains("encoding  UCS2, 85 units")
        .contains("segments  2")
        .contains("price     +79000000001: 5.25 RUB by near\n")
        .contains("price     +79000000001: 6.2 RUB by far\n")
        .doesNotContain("foreign");
  }

  @Test
  void a_text_that_cannot_be_made_for_the_account_is_refused_with_the_reason() {
    assertThatThrownBy(() -> run("preview", "before-restriction", "--account", "1001"))
        .isInstanceOf(BadInput.class)
        .hasMessageContaining("names {restriction_date}, which is not known here");
    assertThatThrownBy(() -> run("preview", "promise-today", "--account", "1001"))
        .isInstanceOf(BadInput.class)
        .hasMessageContaining("the account has no promise that it could be about");
    assertThatThrownBy(() -> run("preview", "nothing", "--account", "1001"))
        .isInstanceOf(BadInput.class)
        .hasMessageContaining("there is no template 'nothing'");
    assertThatThrownBy(() -> run("preview", "debt-reminder", "--account", "77"))
        .isInstanceOf(BadInput.class)
        .hasMessageContaining("there is no account '77'");
  }

  @Test
  void a_preview_of_a_message_about_a_payment_takes_the_newest_one() {
    assertThat(run("preview", "payment-received", "--account", "1001")).contains("120 руб", "segments  1");
  }

  @Test
  void the_check_lists_every_template_in_every_language() {
    assertThat(run("check")).contains("ro inactive-last", "12 templates, no fault");
  }

  private String run(String... arguments) {
    AtomicReference<Exception> thrown = new AtomicReference<>();
    new CommandLine(new SmsCommand(() -> SHIPPED, _ -> SHIPPED, SmsCommandTest::desk))
        .setOut(new PrintWriter(out, true))
        .setExecutionExceptionHandler((fault, _, _) -> {
          thrown.set(fault);
          return 2;
        })
        .execute(arguments);
    if (thrown.get() instanceof BadInput bad) {
      throw bad;
    }
    assertThat(thrown.get()).isNull();
    return out.toString();
  }

  private static SmsCommand.Desk desk() {
    var db = TestStore.fresh();
    TestData data = new TestData(db);
    data.debtor("1001", data.household("1001"), LocalDate.of(2026, 11, 1), "+79000000001");
    var account = db.select(ACCOUNT.ID).from(ACCOUNT).fetchSingle(ACCOUNT.ID);
    for (int amount : new int[]{90, 120}) {
      db.insertInto(PAYMENT)
          .set(PAYMENT.ID, IdGenerator.next()).set(PAYMENT.EXTERNAL_ID, "p" + amount).set(PAYMENT.ACCOUNT_ID, account)
          .set(PAYMENT.AMOUNT, new BigDecimal(amount)).set(PAYMENT.CURRENCY, "RUB")
          .set(PAYMENT.PAID_AT, TestData.NOON.plusSeconds(amount)).set(PAYMENT.IMPORTED_AT, TestData.NOON)
          .set(PAYMENT.SOURCE, "bank").execute();
    }
    Sender sender = new Sender("Обзвон", Optional.of("8 495 000-00-00"));
    MessageWriter wording = new MessageWriter(
        SHIPPED, new IcuMessageFormat(), Map.of(Language.RU, sender), new AllowedLinkHosts(Set.of()),
        new TestClock(TestData.NOON));
    Routing routing = new Routing(
        List.of(terms("far", "+7", "3.10"), terms("near", "+790", "2.625"), terms("foreign", "+373", "1")));
    return new SmsCommand.Desk(wording, new JooqCampaignEventValues(db), new JooqAccounts(db), routing);
  }

  private static GatewayTerms terms(String name, String prefix, String price) {
    return new GatewayTerms(name, "OBZVON", RUB, Map.of(prefix, new BigDecimal(price)), 10, Optional.empty());
  }
}
