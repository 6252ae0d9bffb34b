package org.obzvon.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.obzvon.jooq.Tables.CAMPAIGN;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.obzvon.campaign.yaml.YamlDefinitionTest;
import org.obzvon.console.cli.CampaignCommand;
import org.obzvon.fixture.TestConsole;
import org.obzvon.staff.Role;
import picocli.CommandLine;

/// Tests that a user who pauses a campaign reads that its notices wait too: no service may be restricted unannounced.
@Tag("slow")
class PausedCampaignTest {
  private static final String WITH_NOTICE = YamlDefinitionTest.GOOD.replace(
      "policy: ru-230fz-overdue\n",
      """
            - {from: restriction, day: -10, at: "11:00", notice: yes, channel: sms, script: restriction-notice}
          policy: ru-230fz-overdue
          notice-policy: ru-suspension-notice
          """);

  @TempDir
  private Path folder;
  private TestConsole console;
  private TestConsole.Visitor olga;

  @BeforeEach
  void open() {
    console = new TestConsole(folder, TestConsole.noon());
    olga = console.as(Role.SUPERVISOR);
  }

  @AfterEach
  void close() {
    console.close();
  }

  private void running(String yaml) {
    olga.post("/campaigns", Map.of("yaml", YamlDefinitionTest.GOOD));
    console.db().update(CAMPAIGN).set(CAMPAIGN.DEFINITION, yaml).set(CAMPAIGN.DEFINITION_SHA256, "of " + yaml.length())
        .set(CAMPAIGN.STATE, "RUNNING").set(CAMPAIGN.STARTED_AT, TestConsole.noon().instant()).execute();
  }

  private String command(String... words) {
    StringWriter out = new StringWriter();
    var command = new CampaignCommand(() -> null, () -> console.desk().campaigns(), TestConsole.noon());
    assertThat(new CommandLine(command).setOut(new PrintWriter(out, true)).execute(words)).isZero();
    return out.toString();
  }

  @Test
  void the_page_asks_before_the_pause_and_says_during_it_that_notices_wait() {
    running(WITH_NOTICE);
    assertThat(olga.get("/campaigns/november").body())
        .contains("data-sure=\"Pause it? Its notices wait too").doesNotContain("id=\"paused\"");
    olga.post("/campaigns/november/pause", Map.of());
    assertThat(olga.get("/campaigns/november/dry-run").body()).contains("id=\"paused\"")
        .contains("nobody gets its notices");
  }

  @Test
  void the_command_says_it_too_and_so_does_the_dry_run() {
    running(WITH_NOTICE);
    assertThat(command("pause", "november")).contains("is paused").contains("Its notices wait too");
    assertThat(command("dry-run", "november")).contains("waits until it is started again, notices too.");
  }

  @Test
  void where_there_is_no_notice_none_is_spoken_of() {
    running(YamlDefinitionTest.GOOD);
    assertThat(olga.get("/campaigns/november").body()).doesNotContain("notices wait");
    assertThat(command("pause", "november")).isEqualTo("Campaign 'november' is paused.\n");
    assertThat(command("dry-run", "november")).contains("waits until it is started again.");
    assertThat(olga.get("/campaigns/november").body()).contains("id=\"paused\"").doesNotContain("its notices");
  }
}
