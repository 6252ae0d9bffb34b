package org.obzvon;

import static org.assertj.core.api.Assertions.assertThat;
import static org.obzvon.jooq.Tables.ACCOUNT;
import static org.obzvon.jooq.Tables.AUDIT_ENTRY;
import static org.obzvon.jooq.Tables.CAMPAIGN;
import static org.obzvon.jooq.Tables.PAYMENT;
import static org.obzvon.jooq.Tables.SNAPSHOT;
import static org.obzvon.jooq.Tables.SUPPRESSION;
import static org.obzvon.jooq.Tables.WEBHOOK;

import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.io.TempDir;
import org.obzvon.TestApi.Answer;
import org.obzvon.campaign.yaml.YamlDefinitionTest;

/// The API with a campaign, a program that may do everything, and what no field takes.
abstract class HostileApi {
  /// Values that no field takes, whatever it means.
  static final Map<String, String> HOSTILE = hostile();
  @TempDir private static Path folder;
  static TestApi api;
  static TestApi.Program master;

  static Map<String, String> hostile() {
    Map<String, String> values = new LinkedHashMap<>();
    values.put("nothing", "");
    values.put("a null byte", "a\u0000b");
    values.put("an escape", "a\u001b[2J");
    values.put("lines", "a\r\nAction: Originate\r\n");
    values.put("half a character", "a\ud800");
    values.put("endless", "9".repeat(3_000));
    return values;
  }

  @BeforeAll
  static void open() {
    api = new TestApi(folder);
    master = api.master();
    master.post("/api/v1/campaigns", "text/yaml", YamlDefinitionTest.GOOD);
  }

  @AfterAll
  static void close() {
    api.close();
  }

  static List<Integer> stored() {
    return List.of(
        api.db().fetchCount(ACCOUNT), api.db().fetchCount(SNAPSHOT), api.db().fetchCount(PAYMENT),
        api.db().fetchCount(SUPPRESSION), api.db().fetchCount(CAMPAIGN), api.db().fetchCount(AUDIT_ENTRY),
        api.db().fetchCount(WEBHOOK));
  }

  /// Every request of this class: refused clearly, in the form of RFC 9457, without a word about our inside.
  static void refused(Answer answer, Integer... statuses) {
    assertThat(answer.status()).as(answer.text()).isIn((Object[]) statuses);
    assertThat(answer.header("Content-Type")).isEqualTo("application/problem+json");
    assertThat(answer.json().get("type").asText()).isEqualTo("about:blank");
    assertThat(answer.json().get("title").asText()).isNotEmpty();
    assertThat(answer.json().get("status").asInt()).isEqualTo(answer.status());
    assertThat(answer.json().get("detail").asText()).isNotEmpty();
    assertThat(answer.text()).doesNotContain("Exception", "org.obzvon", "/tmp", "select ", "\u001b", "\u0000");
    assertThat(answer.http().body().length).as("no echo of what is endless").isLessThan(40_000);
  }

  DynamicTest refusal(String name, Supplier<Answer> call, Integer... statuses) {
    return DynamicTest.dynamicTest(
        name,
        () -> {
          api.clock().tick(Duration.ofSeconds(10)); // for the rate limit
          List<Integer> before = stored();
          refused(call.get(), statuses);
          assertThat(stored()).isEqualTo(before);
        });
  }
}
