package org.obzvon.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.obzvon.app.Store;
import org.obzvon.app.Service;
import org.obzvon.commands.UserUseCases;
import org.obzvon.config.SettingsFile;
import org.obzvon.fixture.CuttingProxy;
import org.obzvon.fixture.TestConsole;
import org.obzvon.fixture.TestFolder;
import org.obzvon.fixture.TestStore;
import org.obzvon.register.Language;
import org.obzvon.staff.Actor;
import org.obzvon.staff.Role;
import org.obzvon.staff.Session;
import org.obzvon.staff.jooq.JooqSessions;

/// Tests a whole service on a database that accepts connections and answers nothing. No wait of the service is shorter
/// than ten seconds, so a page that is answered earlier did not wait.
@Tag("slow")
@Timeout(120)
class SilentStoreTest {
  @TempDir
  private Path folder;
  private final DataSource database = TestStore.freshDataSource();
  private final CuttingProxy proxy = new CuttingProxy(TestStore.port());
  private final HttpClient client = HttpClient.newHttpClient();
  private Service service;
  private String cookie;

  @BeforeEach
  void serve() throws SQLException {
    String name;
    try (var connection = database.getConnection()) {
      name = connection.getCatalog();
    }
    Path configuration = new TestFolder(folder).write(
        "dialer.yaml",
        """
            node: first
            database: {url: "jdbc:postgresql://127.0.0.1:%d/%s?sslmode=disable", user: postgres, password: postgres}
            http: {host: 127.0.0.1, port: 0}
            """.formatted(proxy.port(), name));
    service = new Service(SettingsFile.read(configuration));
    service.start();
    UserUseCases staff = service.console().staff();
    staff.add(Actor.COMMAND_LINE, "olga",
        new UserUseCases.Particulars("Olga", Role.SUPERVISOR, Language.EN, java.util.Optional.empty(),
            java.util.Set.of()));
    staff.choosePassword(Actor.COMMAND_LINE, staff.named("olga"), TestConsole.PASSWORD);
    JooqSessions sessions = new JooqSessions(Store.context(database), Session.Limits.USUAL, Clock.systemUTC());
    cookie = "obzvon-session=" + sessions.open(staff.named("olga").id());
  }

  @AfterEach
  void stop() {
    proxy.stall(false);
    service.close();
    client.shutdownNow();
    proxy.close();
  }

  private HttpRequest request(String path) {
    return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + service.httpPort() + path))
        .header("Cookie", cookie)
        .timeout(Duration.ofSeconds(9))
        .build();
  }

  private HttpResponse<String> get(String path) {
    try {
      return client.send(request(path), HttpResponse.BodyHandlers.ofString());
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  @Test
  void pages_and_health_say_at_once_that_the_store_does_not_answer_and_all_goes_on_when_it_does_again() {
    List<String> paths = List.of("/", "/board", "/debtors?q=1", "/campaigns", "/api/v1/campaigns", "/health",
        "/prometheus");
    assertThat(get("/health").statusCode()).isEqualTo(200);
    assertThat(get("/debtors?q=1").statusCode()).isEqualTo(200);

    proxy.stall(true);
    long began = System.nanoTime();
    List<CompletableFuture<HttpResponse<String>>> asked = new ArrayList<>();
    for (int i = 0; i < 20; i++) {
      for (String path : paths) {
        asked.add(client.sendAsync(request(path), HttpResponse.BodyHandlers.ofString()));
      }
    }
    List<Integer> answers = asked.stream().map(CompletableFuture::join).map(HttpResponse::statusCode).toList();
    System.out.printf("%d requests at the moment of the stall were answered within %d ms%n", answers.size(),
        (System.nanoTime() - began) / 1_000_000);
    assertThat(answers.stream().filter(status -> status != 200)).hasSizeGreaterThanOrEqualTo(100).containsOnly(503);
    for (String path : List.of("/", "/board", "/debtors?q=1", "/campaigns", "/api/v1/campaigns", "/health")) {
      began = System.nanoTime();
      assertThat(get(path).statusCode()).as(path).isEqualTo(503);
      System.out.printf("%s was answered within %d ms%n", path, (System.nanoTime() - began) / 1_000_000);
    }
    assertThat(get("/health").body()).contains("store").contains("does not answer");
    assertThat(get("/board").body()).contains("database does not answer");
    assertThat(get("/prometheus").statusCode()).isEqualTo(200);

    proxy.stall(false);
    await().atMost(Duration.ofSeconds(60)).until(() -> get("/health").statusCode() == 200);
    await().atMost(Duration.ofSeconds(60)).until(() -> get("/debtors?q=1").statusCode() == 200);
    assertThat(get("/health").body()).doesNotContain("\"dead\"");
  }

  @Test
  void a_restart_of_the_database_leaves_the_name_of_the_node_locked() throws SQLException {
    proxy.cutAll();
    await().atMost(Duration.ofSeconds(60)).untilAsserted(() -> assertThat(locks()).isEqualTo(1));
    await().atMost(Duration.ofSeconds(60)).until(() -> get("/health").statusCode() == 200);
  }

  private int locks() throws SQLException {
    try (var connection = database.getConnection();
        var statement = connection.createStatement();
        var rows = statement.executeQuery(
            "select count(*) from pg_locks where locktype = 'advisory' and classid = hashtext('node')::oid"
                + " and database = (select oid from pg_database where datname = current_database())")) {
      rows.next();
      return rows.getInt(1);
    }
  }
}
