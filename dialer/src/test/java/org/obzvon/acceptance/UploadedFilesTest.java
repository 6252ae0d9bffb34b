package org.obzvon.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.obzvon.jooq.Tables.AUDIT_ENTRY;
import static org.obzvon.jooq.Tables.PAYMENT;

import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.obzvon.fixture.TestClock;
import org.obzvon.fixture.TestConsole;
import org.obzvon.staff.Role;
import org.obzvon.webhook.ToldFacts;

/// Tests files that people upload: first a trial that leaves no trace, then the real import.
@Tag("slow")
class UploadedFilesTest {
  private static final String PAYMENTS = """
      external id,account,amount,paid at
      p-1,100,500.00,2026-11-24
      p-2,404,1.00,2026-11-24
      p-3,100,=cmd()<b>,2026-11-24
      """;

  private final TestClock clock = TestConsole.noon();
  @TempDir
  private Path folder;
  private TestConsole console;
  private TestConsole.Visitor olga;

  @BeforeEach
  void open() {
    console = new TestConsole(folder, clock);
    olga = console.as(Role.SUPERVISOR);
    new ToldFacts(console.db()).planned("100");
  }

  @AfterEach
  void close() {
    console.close();
  }

  private String prepared() {
    return olga.post("/payments", Map.of("source", "bank")).headers().firstValue("X-Location").orElseThrow();
  }

  private HttpResponse<String> send(String place, String file) {
    return olga.raw("POST", place + "/file?name=k%3Cb%3E.csv", "application/octet-stream", file,
        Map.of("X-Csrf-Token", olga.csrf()));
  }

  private String tried(String file) {
    String place = prepared();
    assertThat(send(place, file).statusCode()).isEqualTo(201);
    await().until(() -> !olga.get(place).body().contains("<progress"));
    return place;
  }

  private List<String> actions() {
    return console.db().select(AUDIT_ENTRY.ACTION).from(AUDIT_ENTRY).where(AUDIT_ENTRY.ACTOR.eq("the-supervisor"))
        .orderBy(AUDIT_ENTRY.ID).fetch(AUDIT_ENTRY.ACTION);
  }

  @Test
  void payments_are_tried_without_a_trace_and_taken_with_one_and_stand_on_the_debtors_card() {
    String place = tried(PAYMENTS);
    assertThat(olga.get(place).body())
        .contains("A trial: nothing was changed", "Take 1 payment", "is unknown; import the register first")
        .contains("&lt;b&gt;").doesNotContain("<b>.csv").doesNotContain("obzvon-upload");
    assertThat(console.db().fetchCount(PAYMENT)).isZero();
    assertThat(actions()).doesNotContain("payments import", "payments import begin");
    assertThat(olga.get("/payments").body()).contains("None so far");
    olga.post(place + "/take", Map.of());
    await().until(() -> olga.get(place).body().contains("The payments were taken"));
    assertThat(console.db().fetchCount(PAYMENT)).isEqualTo(1);
    assertThat(olga.get("/debtors/100").body()).contains("500.00").contains("bank")
        .contains("no campaign holds the account");
    assertThat(olga.get("/payments").body()).contains("k_b_.csv").contains("the-supervisor");
    HttpResponse<String> csv = olga.get(place + "/rejected.csv");
    assertThat(csv.headers().firstValue("Content-Disposition").orElse("")).contains("attachment");
    assertThat(csv.body()).contains("account").doesNotContain("\n=");
    assertThat(actions()).containsSubsequence("payments import begin", "payments import", "export");
    assertThat(console.as(Role.AUDITOR).get(place).statusCode()).isEqualTo(403);
  }

  @Test
  void the_same_payments_again_are_known_and_nothing_is_offered_to_be_taken() {
    String first = tried(PAYMENTS);
    olga.post(first + "/take", Map.of());
    await().until(() -> olga.get(first).body().contains("The payments were taken"));
    assertThat(olga.get(tried(PAYMENTS)).body()).contains("There is no new payment in it").doesNotContain("/take\"");
  }

  @Test
  void a_file_that_is_none_is_refused_by_the_name_its_sender_knows() {
    String page = olga.get(tried("nothing of the kind\n")).body();
    assertThat(page).contains("class=\"fault\"").contains("k_b_.csv").doesNotContain("obzvon-upload")
        .doesNotContain("/tmp");
    assertThat(olga.get("/payments").body()).contains("None so far");
  }

  @Test
  void a_second_file_for_the_same_place_and_a_second_taking_are_refused() {
    String place = tried(PAYMENTS);
    assertThat(send(place, PAYMENTS).statusCode()).isEqualTo(400);
    olga.post(place + "/take", Map.of());
    await().until(() -> olga.get(place).body().contains("The payments were taken"));
    assertThat(olga.post(place + "/take", Map.of()).statusCode()).isEqualTo(400);
    assertThat(console.db().fetchCount(PAYMENT)).isEqualTo(1);
  }
}
