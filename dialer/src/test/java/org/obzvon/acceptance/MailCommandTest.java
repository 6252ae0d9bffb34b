package org.obzvon.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jooq.DSLContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.obzvon.app.Adapters;
import org.obzvon.app.AlertAssembly;
import org.obzvon.app.Commands;
import org.obzvon.app.Service;
import org.obzvon.config.InstalledContent;
import org.obzvon.config.Settings;
import org.obzvon.config.SettingsFile;
import org.obzvon.console.Vitals;
import org.obzvon.contact.ContactState;
import org.obzvon.fixture.TestFolder;
import org.obzvon.fixture.TestStore;

/// Tests an installation with a mail server: its commands, and a whole service that finds something to report.
@Tag("slow")
class MailCommandTest {
  private static final String MAIL = """
      mail:
        host: 127.0.0.1
        port: %d
        security: none
        user: obzvon
        password: right
        from: obzvon@operator.example
        to: [noc@operator.example, it@operator.example]
        language: ro
      """;

  @TempDir
  private Path folder;
  private final int port = TestFolder.freePort();
  private final GreenMail server = new GreenMail(new ServerSetup(port, "127.0.0.1", "smtp"));
  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  @BeforeEach
  void start() {
    server.start();
    server.setUser("obzvon@operator.example", "obzvon", "right");
  }

  @AfterEach
  void stop() {
    server.stop();
  }

  private String mail() {
    return MAIL.formatted(port);
  }

  private int run(String settings, String... words) {
    Path file = new TestFolder(folder).write("dialer.yaml", settings);
    try (Commands root = new Commands()) {
      String[] all = new String[words.length + 2];
      all[0] = "--config";
      all[1] = file.toString();
      System.arraycopy(words, 0, all, 2, words.length);
      return root.commandLine().setOut(new PrintWriter(out, true)).setErr(new PrintWriter(err, true)).execute(all);
    }
  }

  @Test
  void a_test_mail_is_sent_and_the_servers_answer_printed() throws Exception {
    assertThat(run(mail(), "mail", "test")).as(err.toString()).isZero();
    assertThat(out.toString()).contains("took the test mail for noc@operator.example, it@operator.example: 250");
    assertThat(server.getReceivedMessages()).hasSize(2);
    assertThat(server.getReceivedMessages()[0].getSubject()).isEqualTo("Obzvon: mesaj de probă");
  }

  @Test
  void a_check_signs_in_and_sends_nothing() {
    assertThat(run(mail(), "mail", "check")).as(err.toString()).isZero();
    assertThat(out.toString())
        .contains("from obzvon@operator.example to noc@operator.example, it@operator.example in ro",
            "alerts: line-rests",
            "can be used", "No mail was sent");
    assertThat(server.getReceivedMessages()).isEmpty();
  }

  @Test
  void a_wrong_password_and_a_server_that_is_away_end_with_2_and_say_why() {
    assertThat(run(mail().replace("right", "wrong"), "mail", "test")).isEqualTo(2);
    assertThat(err.toString()).contains("sent nothing", "refused user and password").doesNotContain("wrong");
    server.stop();
    assertThat(run(mail(), "mail", "check")).isEqualTo(2);
    assertThat(err.toString()).contains("127.0.0.1:", "check host, port, security");
  }

  @Test
  void without_the_section_the_command_says_so() {
    assertThat(run("node: first\n", "mail", "test")).isEqualTo(2);
    assertThat(err.toString()).contains("mail: is not in the configuration");
  }

  @Test
  void a_service_without_any_backup_says_so_by_one_mail_to_each_and_counts_it() throws Exception {
    Path file = new TestFolder(folder).write(
        "dialer.yaml",
        mail()
            + """
                node: first
                database: {url: "jdbc:postgresql://127.0.0.1:%d/%s", user: postgres, password: postgres}
                http: {host: 127.0.0.1, port: 0}
                """.formatted(TestStore.port(), TestStore.name(TestStore.freshDataSource())));
    Service service = new Service(SettingsFile.read(file));
    try (HttpClient client = HttpClient.newHttpClient()) {
      service.start();
      await().atMost(Duration.ofSeconds(30)).until(() -> server.getReceivedMessages().length > 0);
      await().atMost(Duration.ofSeconds(20))
          .untilAsserted(
              () -> assertThat(get(client, service, "/prometheus"))
                  .contains("obzvon_alert_mail_tries_total{end=\"SENT\",kind=\"backup-old\"} 1.0",
                      "obzvon_alert_mails{state=\"WAITING\"} 0.0"));
      assertThat(get(client, service, "/health")).contains("\"mail\":{\"waiting\":0,\"given_up\":0}");
      assertThat(server.getReceivedMessages()).hasSize(2);
      assertThat(server.getReceivedMessages()[0].getSubject())
          .isEqualTo("Obzvon: Ultima copie de rezervă este prea veche");
    } finally {
      service.close();
    }
  }

  @Test
  void what_has_ended_is_in_the_queue_before_the_process_ends() {
    Settings settings = SettingsFile.read(new TestFolder(folder).write("dialer.yaml", mail()));
    DSLContext db = TestStore.fresh();
    Adapters adapters = new Adapters(db, settings, InstalledContent.load(settings), Clock.systemUTC());
    Vitals vitals = new Vitals() {
      @Override
      public List<LineState> lines() {
        return List.of();
      }

      @Override
      public Map<ContactState, Integer> waiting() {
        return Map.of();
      }

      @Override
      public int unstored() {
        return 0;
      }

      @Override
      public List<String> dead() {
        return List.of("dispatcher");
      }
    };
    try (AlertAssembly desk = new AlertAssembly(adapters, settings, settings.mail().orElseThrow(), vitals,
        (_, _) -> {})) {
      desk.lastLook();
    }
    assertThat(db.fetchValue("select subject from alert join alert_mail m on m.id = told_by and m.state = 'WAITING'"
        + " where alert.kind = 'PART_ENDED'")).isEqualTo("dispatcher");
  }

  private static String get(HttpClient client, Service service, String path) throws Exception {
    URI address = URI.create("http://127.0.0.1:" + service.httpPort() + path);
    return client.send(HttpRequest.newBuilder(address).build(), HttpResponse.BodyHandlers.ofString()).body();
  }
}
