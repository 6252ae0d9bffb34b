package org.obzvon.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.obzvon.config.Settings.GatewayKind;
import org.obzvon.document.BadInput;
import org.obzvon.register.Phone;

/// Tests the settings of text messages.
class SmsSectionTest {
  private static final String GATEWAY = """
      gateways:
        - name: city
          kind: smpp
          sender: OBZVON
          currency: MDL
          prices: {"+373": 0.25}
          segments-per-second: 10
          host: 127.0.0.1
          system-id: obzvon
          password: secret
        - name: world
          kind: twilio
          sender: MG00000000000000000000000000000001
          currency: USD
          prices: {"+7": 0.08, "+3736": 0.07}
          segments-per-second: 5
          daily-budget: 20
          account-sid: AC1
          password: secret
      """;

  @TempDir
  private Path folder;

  @Test
  void gateways_are_read_with_their_kind_and_chosen_by_the_longest_beginning() throws IOException {
    Settings.Texting texting = read(GATEWAY).texting();

    assertThat(texting.kinds()).extracting(GatewayKind::name).containsExactly("city", "world");
    assertThat(texting.routing().to(new Phone("+37369123456"))).extracting(terms -> terms.name())
        .containsExactly("world", "city");
    assertThat(texting.routing().to(new Phone("+37322123456"))).extracting(terms -> terms.name())
        .containsExactly("city");
    assertThat(texting.toString()).doesNotContain("secret");
  }

  @Test
  void the_reference_file_says_the_defaults() {
    Path reference = Path.of(System.getProperty("project.root"), "deploy/dialer.yaml");

    assertThat(SettingsFile.read(reference).texting()).isEqualTo(SettingsFile.defaults(reference).texting());
  }

  @Test
  void the_examples_of_the_reference_file_can_be_taken_as_they_stand() throws IOException {
    String reference = Files.readString(Path.of(System.getProperty("project.root"), "deploy/dialer.yaml"));
    String examples = reference.substring(reference.indexOf("gateways: []"), reference.indexOf("queue:\n"))
        .replace("gateways: []", "gateways:").replaceAll("(?m)^#~   #~ .*$", "").replaceAll("(?m)^#~ ", "  ")
        .replace("password-file: /etc/obzvon/twilio-token", "password: token");

    Path provider = Path.of("deploy/examples/sms-provider.yaml");
    Files.createDirectories(folder.resolve("examples"));
    Files.copy(
        Path.of(System.getProperty("project.root")).resolve(provider), folder.resolve("examples/sms-provider.yaml"));

    assertThat(read(examples).texting().kinds()).hasSize(3);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "kind: smpp|kind: pigeon|must be smpp",
        "sender: OBZVON|sender: A name that is too long|must be a number with its plus",
        "\"+373\": 0.25|\"373\": 0.25|not the beginning of a number",
        "\"+373\": 0.25|\"+373\": 0|must be above 0",
        "segments-per-second: 10|segments-per-second: -1|must be above 0",
        "currency: MDL|currency: LEI|must be a currency",
        "host: 127.0.0.1|hots: 127.0.0.1|unknown key",
        "name: world|name: city|holds the name 'city' twice"
      })
  void a_bad_value_stops_the_start(String good, String bad, String why) {
    assertThatThrownBy(() -> read(GATEWAY.replace(good, bad))).isInstanceOf(BadInput.class).hasMessageContaining(why);
  }

  private Settings read(String text) throws IOException {
    Path file = folder.resolve("dialer.yaml");
    Files.writeString(file, text);
    return SettingsFile.read(file);
  }
}
