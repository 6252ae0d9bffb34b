package org.obzvon.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.obzvon.jooq.Tables.ACCOUNT;
import static org.obzvon.jooq.Tables.SNAPSHOT;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jooq.DSLContext;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.obzvon.fixture.TestApi;
import org.obzvon.fixture.TestApi.Answer;
import org.obzvon.fixture.TestConsole;
import org.obzvon.staff.Role;

/// Tests that a register in which more than a fifth of the known accounts are missing is taken only if the user says
/// that it is whole.
@Tag("slow")
class IncompleteRegisterTest {
  private static final String LACKS = "lacks 3 of the 10 accounts";

  @TempDir
  private Path folder;

  private static String register(int rows) {
    return IntStream.range(10, 10 + rows)
        .mapToObj(i -> i + ";A;+790000040" + i + ";-100,00;RUB;ru;Europe/Moscow\n")
        .collect(Collectors.joining("", "account;name;phones;balance;currency;language;zone\n", ""));
  }

  private static int onRegister(DSLContext db) {
    return db.fetchCount(ACCOUNT, ACCOUNT.LEFT_REGISTER_ON.isNull());
  }

  @Test
  void the_api_refuses_it_names_the_count_in_a_trial_too_and_takes_it_with_allow_missing() {
    try (TestApi api = new TestApi(folder)) {
      TestApi.Program program = api.master();
      assertThat(send(program, "2026-11-22", "", register(10)).status()).isEqualTo(200);

      Answer refused = send(program, "2026-11-23", "", register(7));
      assertThat(refused.status()).isEqualTo(400);
      assertThat(refused.text()).contains(LACKS);
      assertThat(onRegister(api.db())).isEqualTo(10);
      Answer trial = send(program, "2026-11-23", "&dry_run=true", register(7));
      assertThat(trial.status()).isEqualTo(200);
      assertThat(trial.json().get("too_many_missing").asText()).contains(LACKS);

      Answer taken = send(program, "2026-11-23", "&allow_missing=true", register(7));
      assertThat(taken.status()).isEqualTo(200);
      assertThat(taken.json().get("left_register").asInt()).isEqualTo(3);
      assertThat(taken.json().hasNonNull("too_many_missing")).isFalse();
      assertThat(onRegister(api.db())).isEqualTo(7);
    }
  }

  @Test
  void json_rows_are_refused_and_allowed_like_a_table() {
    try (TestApi api = new TestApi(folder)) {
      TestApi.Program program = api.master();
      assertThat(program.post("/api/v1/registers?date=2026-11-22", rows(10)).status()).isEqualTo(200);
      Answer refused = program.post("/api/v1/registers?date=2026-11-23", rows(7));
      assertThat(refused.status()).isEqualTo(400);
      assertThat(refused.text()).contains(LACKS);
      assertThat(program.post("/api/v1/registers?date=2026-11-23&allow_missing=true", rows(7)).status()).isEqualTo(200);
      assertThat(onRegister(api.db())).isEqualTo(7);
    }
  }

  @Test
  void the_page_names_the_count_refuses_without_the_tick_and_takes_it_with_the_tick() {
    try (TestConsole console = new TestConsole(folder, TestConsole.noon())) {
      TestConsole.Visitor olga = console.as(Role.SUPERVISOR);
      String whole = tried(olga, "2026-11-22", register(10));
      assertThat(olga.get(whole).body()).doesNotContain("name=\"missing\"");
      assertThat(taken(olga, whole, Map.of())).contains("The register was taken");

      String cut = tried(olga, "2026-11-23", register(7));
      assertThat(olga.get(cut).body()).contains(LACKS).contains("name=\"missing\" required");
      assertThat(taken(olga, cut, Map.of())).contains(LACKS).doesNotContain("The register was taken");
      assertThat(onRegister(console.db())).isEqualTo(10);
      assertThat(console.db().fetchCount(SNAPSHOT)).isEqualTo(1);

      String again = tried(olga, "2026-11-23", register(7));
      assertThat(taken(olga, again, Map.of("missing", "on"))).contains("The register was taken");
      assertThat(onRegister(console.db())).isEqualTo(7);
    }
  }

  private static Answer send(TestApi.Program program, String day, String more, String register) {
    return program.post("/api/v1/registers?date=" + day + more, "text/csv", register);
  }

  private static String rows(int count) {
    List<String> rows = IntStream.range(10, 10 + count)
        .mapToObj(
            i -> "{\"account\":\"" + i + "\",\"name\":\"A\",\"phones\":[\"+790000040" + i
                + "\"],\"balance\":-100.00,"
                + "\"currency\":\"RUB\",\"language\":\"ru\",\"zone\":\"Europe/Moscow\"}")
        .toList();
    return "{\"rows\":[" + String.join(",", rows) + "]}";
  }

  private static String tried(TestConsole.Visitor visitor, String day, String file) {
    String place = visitor.post("/register", Map.of("source", "billing", "date", day)).headers()
        .firstValue("X-Location")
        .orElseThrow();
    visitor.raw("POST", place + "/file?name=r.csv", "application/octet-stream", file,
        Map.of("X-Csrf-Token", visitor.csrf()));
    await().until(() -> !visitor.get(place).body().contains("<progress"));
    return place;
  }

  private static String taken(TestConsole.Visitor visitor, String place, Map<String, String> ticks) {
    visitor.post(place + "/take", ticks);
    await().until(() -> !visitor.get(place).body().contains("<progress"));
    return visitor.get(place).body();
  }
}
