package org.obzvon.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.obzvon.jooq.Tables.AUDIT_ENTRY;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import javax.sql.DataSource;
import org.jooq.DSLContext;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.obzvon.app.Store;
import org.obzvon.app.Commands;
import org.obzvon.fixture.TestApi;
import org.obzvon.fixture.TestStore;
import org.obzvon.person.jooq.PersonWorld;
import org.obzvon.staff.ApiKeyScope;

/// Tests what the command line and the API do with one person's data.
@Tag("slow")
class PersonConsoleTest {
  @TempDir
  private Path folder;
  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();
  private DSLContext db;
  private PersonWorld world;
  private Path config;

  @BeforeEach
  void fill_the_tables() throws IOException {
    DataSource store = TestStore.freshDataSource();
    db = Store.context(store);
    world = new PersonWorld(db);
    Files.createDirectory(folder.resolve("recordings"));
    config = Files.writeString(
        folder.resolve("dialer.yaml"),
        """
            database: {url: "jdbc:postgresql://localhost:%d/%s", user: postgres, password: postgres, pool: 4}
            desk: {recordings: recordings}
            """
            .formatted(TestStore.port(), TestStore.name(store)));
  }

  private int run(String... words) {
    out.getBuffer().setLength(0);
    err.getBuffer().setLength(0);
    List<String> all = new ArrayList<>(List.of("--config", config.toString()));
    all.addAll(List.of(words));
    try (Commands root = new Commands()) {
      return root.commandLine().setOut(new PrintWriter(out, true)).setErr(new PrintWriter(err, true))
          .execute(all.toArray(String[]::new));
    }
  }

  private Path recording(String number) throws IOException {
    return Files.writeString(folder.resolve("recordings").resolve(world.attempt(number) + ".wav"), "sound");
  }

  private String lastNote() {
    return db.selectFrom(AUDIT_ENTRY).orderBy(AUDIT_ENTRY.ID.desc()).limit(1)
        .fetchSingle(row -> row.getActor() + ": " + row.getAction() + ", " + row.getSubject());
  }

  @Test
  void an_export_is_a_json_document_and_stands_in_the_audit_log() throws IOException {
    Path recorded = recording("100");
    assertThat(run("person", "export", "100")).as(err.toString()).isZero();
    JsonNode document = new JsonMapper().readTree(out.toString());
    assertThat(document.get("format").asInt()).isEqualTo(1);
    assertThat(document.at("/stored/account/0/name").asText()).isEqualTo("Name 100");
    assertThat(document.at("/recordings/0").asText()).isEqualTo(recorded.toString());
    assertThat(document.get("recordings_elsewhere")).isEmpty();
    assertThat(lastNote()).isEqualTo("command line: person export, account 100");
  }

  @Test
  void a_file_is_new_and_its_owners_alone() throws IOException {
    Path file = folder.resolve("ivanov.json");
    world.share(PersonWorld.phone("100"), "200");
    assertThat(run("person", "export", PersonWorld.phone("100"), "--file", file.toString())).as(err.toString())
        .isZero();
    assertThat(out.toString()).contains("rows about accounts 100, 200",
        "stands in 2 accounts: 100, 200; all of them are meant");
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file))).isEqualTo("rw-------");
    assertThat(new JsonMapper().readTree(file.toFile()).get("shared").asText()).contains("stands in 2 accounts");
    assertThat(run("person", "export", "100", "--file", file.toString())).isEqualTo(2);
    assertThat(err.toString()).contains("exists already and is not overwritten");
  }

  @Test
  void a_stranger_is_refused_and_nothing_is_noted() {
    int notes = db.fetchCount(AUDIT_ENTRY);
    assertThat(run("person", "export", "999")).isEqualTo(2);
    assertThat(err.toString()).contains("nothing is stored about '999'");
    assertThat(run("person", "export", "+12")).isEqualTo(2);
    assertThat(err.toString()).contains("is no telephone number");
    assertThat(db.fetchCount(AUDIT_ENTRY)).isEqualTo(notes);
  }

  @Test
  void an_erase_says_what_would_go_and_does_it_only_when_it_is_confirmed() throws IOException {
    Path recorded = recording("100");
    int notes = db.fetchCount(AUDIT_ENTRY);
    assertThat(run("person", "erase", "100")).as(err.toString()).isZero();
    assertThat(out.toString())
        .contains("Would erase account 100", "sms_inbox               1 deleted",
            "account                 1 kept without personal data",
            "recordings              1 deleted", "stop entries that go on with the bare number: 2",
            "Nothing was changed. For good: dialer person erase 100 --confirm");
    assertThat(recorded).exists();
    assertThat(db.fetchCount(AUDIT_ENTRY)).isEqualTo(notes);
    assertThat(run("person", "erase", "100", "--confirm")).as(err.toString()).isZero();
    assertThat(out.toString()).contains("Erased account 100", "sms_inbox               1 deleted")
        .doesNotContain("Nothing was changed");
    assertThat(recorded).doesNotExist();
    assertThat(lastNote()).isEqualTo("command line: person erase, account 100");
    assertThat(run("person", "export", "100")).isEqualTo(2);
  }

  @Test
  void an_account_that_comes_again_is_a_new_one_whose_stops_stand() throws IOException {
    UUID before = world.account("100");
    assertThat(run("person", "erase", "100", "--confirm")).isZero();
    Path register = Files.writeString(
        folder.resolve("register.csv"),
        "account,name,phones,balance,currency,language,zone\n100,Ivanov,%s,-700.00,RUB,ru,Europe/Moscow\n200,Petrova,%s,-700.00,RUB,ru,Europe/Moscow\n"
            .formatted(PersonWorld.phone("100"), PersonWorld.phone("200")));
    assertThat(run("register", "import", register.toString())).as(err.toString()).isZero();
    assertThat(world.account("100")).isNotEqualTo(before);
    assertThat(run("explain", "100")).isZero();
    assertThat(out.toString()).contains("household CONTACT_COMPLAINT", PersonWorld.phone("100") + " OPT_OUT",
        "Attempts: none");
    assertThat(db.fetchSingle("select count(*) from account where left_register_on is not null and erased")
        .get(0, Integer.class)).isZero();
  }

  @Test
  void a_program_erases_only_with_the_scope_and_the_confirmation() {
    try (TestApi api = new TestApi(folder.resolve("recordings"))) {
      PersonWorld other = new PersonWorld(api.db());
      assertThat(api.program(ApiKeyScope.PERSONS_READ).post("/api/v1/persons/100/erase", "{}").status()).isEqualTo(403);
      TestApi.Program program = api.program(ApiKeyScope.PERSONS_WRITE);
      TestApi.Answer trial = program.post("/api/v1/persons/100/erase", "{}");
      assertThat(trial.json().get("done").asBoolean()).isFalse();
      assertThat(trial.json().at("/deleted/sms_inbox").asInt()).isEqualTo(1);
      other.db.execute("update contact set state = 'LEASED', closed_at = null where channel = 'ROBOT'");
      TestApi.Answer underWay = program.post("/api/v1/persons/100/erase", "{\"confirm\": true}");
      assertThat(underWay.status()).isEqualTo(409);
      assertThat(underWay.json().get("detail").asText()).contains("a call to 100 is under way");
      other.db.execute("update contact set state = 'QUEUED' where channel = 'ROBOT'");
      assertThat(program.post("/api/v1/persons/100/erase", "{\"confirm\": true}").json().get("called_off").asInt())
          .isEqualTo(1);
      assertThat(program.get("/api/v1/persons/100").status()).isEqualTo(404);
    }
  }

  @Test
  void a_program_with_the_scope_exports_a_person_by_account_or_telephone() {
    try (TestApi api = new TestApi(folder.resolve("recordings"))) {
      new PersonWorld(api.db());
      TestApi.Program program = api.program(ApiKeyScope.PERSONS_READ);
      assertThat(program.get("/api/v1/persons/100").json().at("/stored/sms_message/0/text").asText())
          .isEqualTo("sent 100");
      String digits = PersonWorld.phone("200").substring(1);
      assertThat(program.get("/api/v1/persons/" + digits).json().at("/accounts/0").asText()).isEqualTo("200");
      assertThat(api.db().fetchCount(AUDIT_ENTRY, AUDIT_ENTRY.ACTION.eq("person export"))).isEqualTo(2);
      TestApi.Answer none = program.get("/api/v1/persons/999");
      assertThat(none.status()).isEqualTo(404);
      assertThat(none.header("Content-Type")).isEqualTo("application/problem+json");
      assertThat(api.program(ApiKeyScope.CONTACTS_READ).get("/api/v1/persons/100").status()).isEqualTo(403);
    }
  }
}
