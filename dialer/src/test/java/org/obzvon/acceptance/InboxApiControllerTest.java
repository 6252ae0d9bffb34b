package org.obzvon.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.obzvon.jooq.Tables.AUDIT_ENTRY;

import java.nio.file.Path;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.obzvon.fixture.TestApi;
import org.obzvon.fixture.TestApi.Answer;
import org.obzvon.register.Phone;
import org.obzvon.sms.Incoming;
import org.obzvon.sms.jooq.JooqInbox;
import org.obzvon.staff.ApiKeyScope;

/// Tests how programs read and close debtors' answers by text message.
@Tag("slow")
class InboxApiControllerTest {
  @TempDir
  private Path folder;
  private TestApi api;
  private TestApi.Program reader;
  private TestApi.Program desk;

  @BeforeEach
  void open() {
    api = new TestApi(folder);
    reader = api.program(ApiKeyScope.INBOX_READ);
    desk = api.program(ApiKeyScope.INBOX_WRITE);
  }

  @AfterEach
  void close() {
    api.close();
  }

  private UUID answered(int number, String text) {
    var incoming = new Incoming(
        "g", "in-" + number, new Phone("+7900000000" + number), "OBZVON", text,
        TestApi.NOON.plusSeconds(number / 2));
    return new JooqInbox(api.db()).keep(incoming).orElseThrow().id();
  }

  @Test
  void unread_answers_are_listed_page_by_page_oldest_first() {
    UUID first = answered(1, "когда включат?");
    answered(2, "?");
    answered(3, "!");
    Answer page = reader.get("/api/v1/inbox?limit=2");
    assertThat(page.status()).isEqualTo(200);
    assertThat(page.json().get("items")).hasSize(2);
    assertThat(page.json().at("/items/0/id").asText()).isEqualTo(first.toString());
    assertThat(page.json().at("/items/0/text").asText()).isEqualTo("когда включат?");
    assertThat(page.json().at("/items/0/from").asText()).isEqualTo("+79000000001");
    Answer rest = reader.get("/api/v1/inbox?limit=2&cursor=" + page.json().get("next").asText());
    assertThat(rest.json().get("items").findValuesAsText("from")).containsExactly("+79000000003");
    assertThat(rest.json().has("next")).isFalse();
    assertThat(reader.get("/api/v1/inbox?state=open").status()).isEqualTo(400);
  }

  @Test
  void an_answer_is_read_and_closed_once_and_stays_readable() {
    UUID id = answered(1, "?");
    String place = "/api/v1/inbox/" + id;
    assertThat(reader.get(place).json().has("closed_at")).isFalse();
    assertThat(reader.post(place + "/close", "").status()).isEqualTo(403);
    assertThat(api.program(ApiKeyScope.TICKETS_WRITE).get("/api/v1/inbox").status()).isEqualTo(403);

    Answer closed = desk.once("k-1", place + "/close", "{}");
    assertThat(closed.status()).as(closed.text()).isEqualTo(200);
    assertThat(closed.json().get("closed_at").asText()).isEqualTo(TestApi.NOON.toString());
    assertThat(desk.once("k-1", place + "/close", "{}").status()).isEqualTo(200);
    assertThat(desk.post(place + "/close", "").status()).isEqualTo(409);
    assertThat(reader.get("/api/v1/inbox").json().get("items")).isEmpty();
    assertThat(reader.get(place).json().get("closed_at").asText()).isEqualTo(TestApi.NOON.toString());
    assertThat(api.db().select(AUDIT_ENTRY.ACTION).from(AUDIT_ENTRY).where(AUDIT_ENTRY.ACTION.startsWith("inbox"))
        .fetch(AUDIT_ENTRY.ACTION)).containsExactly("inbox close");
  }

  @Test
  void an_id_that_nobody_knows_is_told_so() {
    assertThat(reader.get("/api/v1/inbox/" + UUID.randomUUID()).status()).isEqualTo(404);
    assertThat(desk.post("/api/v1/inbox/" + UUID.randomUUID() + "/close", "").status()).isEqualTo(404);
    assertThat(reader.get("/api/v1/inbox/x").status()).isIn(400, 404);
  }
}
