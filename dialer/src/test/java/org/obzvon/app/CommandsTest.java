package org.obzvon.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.obzvon.campaign.yaml.YamlDefinitionTest;
import org.obzvon.config.SettingsFile;
import picocli.CommandLine;

/// Tests the commands as a person gives them, on an embedded database of their own.
@Tag("slow")
class CommandsTest {
  private static final Path EXAMPLES = Path.of(System.getProperty("project.root", ".."), "deploy", "examples");

  @TempDir
  private Path folder;
  private Path config;
  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  @BeforeEach
  void write_configuration() throws IOException {
    try (ServerSocket socket = new ServerSocket(0)) {
      config = Files.writeString(folder.resolve("dialer.yaml"), "database: {port: " + socket.getLocalPort() + "}\n");
    }
  }

  private int run(String... arguments) {
    String[] all = new String[arguments.length + 2];
    all[0] = "--config";
    all[1] = config.toString();
    System.arraycopy(arguments, 0, all, 2, arguments.length);
    return unconfigured(all);
  }

  /// Runs the arguments as they are. The tests' own folder has no configuration.
  private int unconfigured(String... arguments) {
    out.getBuffer().setLength(0);
    err.getBuffer().setLength(0);
    try (Commands root = new Commands()) {
      CommandLine line = root.commandLine();
      return line.setOut(new PrintWriter(out, true)).setErr(new PrintWriter(err, true)).execute(arguments);
    }
  }

  private Path file(String name, String text) throws IOException {
    return Files.writeString(folder.resolve(name), text);
  }

  @Test
  void every_command_explains_itself() {
    try (Commands root = new Commands()) {
      assertThat(explained(root.commandLine(), List.of())).as("commands").isGreaterThan(40);
    }
  }

  private int explained(CommandLine command, List<String> path) {
    List<String> words = new ArrayList<>(path);
    words.add("--help");
    assertThat(run(words.toArray(String[]::new))).as("%s", words).isZero();
    assertThat(out.toString()).as("%s", words).contains(String.join(" ", path)).doesNotContain("<arg");
    int count = 1;
    for (var sub : command.getSubcommands().entrySet()) {
      List<String> deeper = new ArrayList<>(path);
      deeper.add(sub.getKey());
      count += explained(sub.getValue(), deeper);
    }
    return count;
  }

  @Test
  void users_are_let_in_and_put_out_from_the_command_line() {
    assertThat(run("user", "add", "Olga", "--name", "Olga P", "--role", "supervisor", "--language", "ru")).isZero();
    assertThat(out.toString()).containsPattern(
        "'Olga' may sign in once with the password [a-z2-9]{5}(-[a-z2-9]{5}){3} ");
    assertThat(run("user", "add", "olga", "--name", "Other", "--role", "auditor")).isEqualTo(2);
    assertThat(err.toString()).contains("somebody else's already");
    assertThat(run("user", "add", "bad login", "--name", "<b>", "--role", "auditor")).isEqualTo(2);
    assertThat(err.toString()).contains("login: must be").contains("name: must be");
    assertThat(run("user", "password", "olga")).isZero();
    assertThat(run("user", "deactivate", "olga")).isZero();
    assertThat(run("user", "list")).isZero();
    assertThat(out.toString()).contains("olga").contains("SUPERVISOR").contains("not active");
    assertThat(run("user", "password", "nobody")).isEqualTo(2);
  }

  @Test
  void a_register_becomes_a_campaign_that_can_be_tried_and_explained() throws IOException {
    assertThat(run("register", "import", EXAMPLES.resolve("register.csv").toString(), "--date", "2026-11-22")).isZero();
    assertThat(out.toString()).contains("accepted");
    Path campaign = file("c.yaml", YamlDefinitionTest.GOOD);
    assertThat(run("campaign", "create", campaign.toString())).isZero();
    assertThat(run("campaign", "list")).isZero();
    assertThat(out.toString()).contains("november").contains("DRAFT");
    assertThat(run("campaign", "dry-run", "november")).isZero();
    assertThat(out.toString()).contains("overdue accounts").contains("nobody is contacted");
    assertThat(run("campaign", "create", campaign.toString())).isEqualTo(2);
    assertThat(err.toString()).contains("a campaign of this name exists");
    String account = Files.readAllLines(EXAMPLES.resolve("register.csv")).get(1).split(",")[0];
    assertThat(run("explain", account)).isZero();
    assertThat(out.toString()).contains(account);
  }

  @Test
  void a_campaign_that_nothing_here_can_carry_out_does_not_start() throws IOException {
    assertThat(run("campaign", "create", file("c.yaml", YamlDefinitionTest.GOOD).toString())).isZero();
    assertThat(run("campaign", "start", "november")).isEqualTo(2);
    assertThat(err.toString()).contains("nothing here serves that channel");
    assertThat(run("campaign", "list")).isZero();
    assertThat(out.toString()).contains("DRAFT");
  }

  @Test
  void a_backup_is_restored_into_an_empty_folder_and_campaigns_wait_for_a_confirmation() throws IOException {
    assertThat(run("campaign", "create", file("c.yaml", YamlDefinitionTest.GOOD).toString())).isZero();
    Path backup = folder.resolve("b.zip");
    assertThat(run("backup", backup.toString())).isZero();
    assertThat(out.toString()).contains("Wrote " + backup).contains("rows of").contains("schema version");
    assertThat(run("backup", backup.toString())).isEqualTo(2);
    assertThat(run("restore", backup.toString())).isEqualTo(2);
    assertThat(err.toString()).contains("is not empty").contains("nothing was restored");
    Path elsewhere = Files.createDirectory(folder.resolve("elsewhere"));
    try (ServerSocket socket = new ServerSocket(0)) {
      config = Files.writeString(elsewhere.resolve("dialer.yaml"), "database: {port: " + socket.getLocalPort() + "}\n");
    }
    Path cut = Files.write(folder.resolve("cut.zip"), Arrays.copyOf(Files.readAllBytes(backup), 5_000));
    assertThat(run("restore", cut.toString())).isEqualTo(2);
    assertThat(err.toString()).contains("is no complete backup");
    assertThat(elsewhere.resolve("data")).doesNotExist();
    assertThat(run("restore", backup.toString())).isZero();
    assertThat(out.toString()).contains("Every campaign is paused").contains("dialer restore --confirm");
    assertThat(run("campaign", "start", "november")).isEqualTo(2);
    assertThat(err.toString()).contains("restored from a backup").contains("suppressions since then are missing");
    assertThat(run("restore")).isEqualTo(2);
    assertThat(run("restore", "--confirm")).isZero();
    assertThat(run("restore", "--confirm")).isEqualTo(2);
    assertThat(run("campaign", "start", "november")).isEqualTo(2);
    assertThat(err.toString()).contains("nothing here serves that channel");
  }

  @Test
  void an_experiment_cannot_change_its_arms_under_a_running_one() throws IOException {
    run("campaign", "create", file("c.yaml", YamlDefinitionTest.GOOD).toString());
    String other = YamlDefinitionTest.GOOD.replace("name: november", "name: december")
        .replace("ROBOT: 50", "ROBOT: 60");
    assertThat(run("campaign", "create", file("d.yaml", other).toString())).isEqualTo(2);
    assertThat(err.toString()).contains("households keep their arm");
  }

  @Test
  void a_campaign_with_a_step_that_can_never_be_made_is_stored_with_a_warning_that_names_it() throws IOException {
    String night = YamlDefinitionTest.GOOD.replace("at: \"10:00\", expires-after: 2d",
        "at: \"22:30\", expires-after: 8h");
    Path file = file("c.yaml", night);
    for (String[] words : new String[][]{{"create", "--dry-run"}, {"create"}}) {
      String[] all = Stream.of(new String[]{"campaign"}, words, new String[]{file.toString()}).flatMap(Stream::of)
          .toArray(String[]::new);
      assertThat(run(all)).isZero();
      assertThat(out.toString()).contains("Warning: november: ladder[0]");
    }
    assertThat(run("campaign", "create", "--dry-run", file("d.yaml", YamlDefinitionTest.GOOD).toString())).isZero();
    assertThat(out.toString()).doesNotContain("Warning: november: ladder[0]");
  }

  @Test
  void an_unknown_policy_or_script_is_named_with_those_that_exist() throws IOException {
    String bad = YamlDefinitionTest.GOOD.replace("ru-230fz-overdue", "ru-230").replace("payment-active", "payments");
    assertThat(run("campaign", "create", "--dry-run", file("c.yaml", bad).toString())).isEqualTo(2);
    assertThat(err.toString())
        .contains("there is no profile 'ru-230'; known: ", "ru-230fz-overdue")
        .contains("there is no script 'payments'", "payment-active");
  }

  @Test
  void bad_input_ends_with_two_and_says_where() throws IOException {
    assertThat(run("campaign", "create", folder.resolve("missing.yaml").toString())).isEqualTo(2);
    assertThat(err.toString()).contains("missing.yaml").contains("does not exist");
    assertThat(run("campaign", "create", file("c.yaml", "name: [\n").toString())).isEqualTo(2);
    assertThat(err.toString()).contains("c.yaml:");
    assertThat(run("campaign", "start", "nobody")).isEqualTo(2);
    assertThat(err.toString()).contains("no campaign has this name");
    assertThat(run("explain", "no-such-account")).isEqualTo(2);
    assertThat(run("frobnicate")).isEqualTo(2);
  }

  @Test
  void a_wrong_configuration_opens_nothing() throws IOException {
    config = file("bad.yaml", "database: {prot: 1}\n");
    assertThat(run("campaign", "list")).isEqualTo(2);
    assertThat(err.toString()).contains("bad.yaml:1: database.prot: is an unknown key");
    assertThat(folder.resolve("data")).doesNotExist();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "stop add +37369123456 --kind MANUAL", "stop list", "register import r.csv", "payments import p.csv",
        "campaign list", "campaign create c.yaml", "compare --campaign november", "explain 100", "outage list",
        "notices list", "appointments list", "inbox list", "ticket list", "user list", "api-key list", "webhook list",
        "sms preview payment --account 1", "serve"
      })
  void a_command_that_works_with_stored_data_refuses_without_a_configuration(String words) throws IOException {
    Files.writeString(folder.resolve("r.csv"), "account\n");
    assertThat(unconfigured(words.split(" "))).as(err.toString()).isEqualTo(2);
    assertThat(err.toString())
        .contains("there is no dialer.yaml in ", "neither --config nor OBZVON_CONFIG", "dialer init");
    assertThat(Path.of("data")).doesNotExist();
  }

  @Test
  void commands_that_check_or_reckon_work_without_a_configuration() throws IOException {
    Path scripts = Path.of(System.getProperty("project.root", ".."), "ivr-scripts");
    assertThat(unconfigured("policy", "list")).isZero();
    assertThat(unconfigured("sms", "check")).isZero();
    assertThat(unconfigured("ivr", "check", scripts.toString())).as(err.toString()).isZero();
    assertThat(unconfigured("campaign", "create", "--dry-run", file("c.yaml", YamlDefinitionTest.GOOD).toString()))
        .isZero();
    assertThat(unconfigured("--help")).isZero();
    assertThat(Path.of("data")).doesNotExist();
  }

  @Test
  void a_new_installation_begins_with_a_configuration_that_explains_every_key_and_is_never_overwritten()
      throws IOException {
    Path fresh = folder.resolve("fresh");
    assertThat(unconfigured("init", fresh.toString())).isZero();
    assertThat(out.toString()).contains("dialer.yaml", "dialer serve");
    assertThat(SettingsFile.read(fresh.resolve("dialer.yaml")))
        .isEqualTo(SettingsFile.defaults(fresh.toAbsolutePath()));
    Files.writeString(fresh.resolve("dialer.yaml"), "node: mine\n");
    assertThat(unconfigured("init", fresh.toString())).isEqualTo(2);
    assertThat(err.toString()).contains("exists already");
    assertThat(fresh.resolve("dialer.yaml")).hasContent("node: mine\n");
  }

  @Test
  void the_shipped_example_campaign_is_right() {
    assertThat(run("campaign", "create", "--dry-run", EXAMPLES.resolve("campaign.yaml").toString())).isZero();
  }

  @Test
  void a_text_is_read_without_a_store_or_a_configuration() throws IOException {
    config = folder.resolve("missing.yaml");
    assertThat(run("inbox", "read", "Хватит слать мне смс!")).isZero();
    assertThat(out.toString()).isEqualTo("STOP\n");
    assertThat(run("inbox", "read", "--on", "2026-11-28", "оплачу в следующую субботу")).isZero();
    assertThat(out.toString()).isEqualTo("PROMISE 2026-12-05\n");
    String texts = "\uFEFFam achitat\r\n\nnu merge internetul\nпочему не звоните?\nne zvonite";
    assertThat(run("inbox", "read", "--file", file("texts.txt", texts).toString())).isZero();
    assertThat(out.toString()).isEqualTo("PAID\nOTHER\nOTHER QUALITY_OF_SERVICE\nOTHER\nSTOP\n");
    assertThat(folder.resolve("data")).doesNotExist();
  }

  @Test
  void texts_that_cannot_be_read_are_refused_with_the_place() throws IOException {
    assertThat(run("inbox", "read")).isEqualTo(2);
    assertThat(err.toString()).contains("give either one text in quotes or --file FILE");
    assertThat(run("inbox", "read", "--file", folder.resolve("missing.txt").toString())).isEqualTo(2);
    assertThat(err.toString()).contains("missing.txt").contains("does not exist");
    Path latin = Files.write(folder.resolve("latin.txt"), new byte[]{'o', 'k', '\n', (byte) 0xcd, (byte) 0xe5, '\n'});
    assertThat(run("inbox", "read", "--file", latin.toString())).isEqualTo(2);
    assertThat(err.toString()).contains("is not UTF-8");
    assertThat(run("inbox", "read", "--on", "28.11.2026", "стоп")).isEqualTo(2);
  }

  @Test
  void a_demo_of_nobody_is_refused() {
    assertThat(run("demo", "--debtors", "0")).isEqualTo(2);
    assertThat(err.toString()).contains("--debtors");
  }
}
