package org.obzvon.console;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.obzvon.call.yaml.YamlScripts;
import org.obzvon.campaign.Definition;
import org.obzvon.campaign.yaml.YamlDefinition;
import org.obzvon.commands.CampaignFileCheck;
import org.obzvon.contact.Channel;
import org.obzvon.document.BadInput;
import org.obzvon.document.yaml.YamlNode;
import org.obzvon.policy.Profile;
import org.obzvon.policy.Profiles;
import org.obzvon.policy.jollyday.JollydayHolidays;
import org.obzvon.policy.yaml.YamlProfiles;
import org.obzvon.schedule.StepWarnings;
import org.obzvon.sms.Purpose;
import org.obzvon.sms.Templates;
import org.obzvon.sms.icu.IcuMessageFormat;
import org.obzvon.sms.yaml.YamlTemplates;

/// Tests the campaigns under `deploy/examples` against the scripts and templates that come with the product.
class ExampleCampaignsTest {
  private static final Path EXAMPLES = Path.of(System.getProperty("project.root"), "deploy/examples");
  private static final List<String> NAMES = List.of("campaign.yaml", "campaign-sms.yaml",
      "campaign-organisations.yaml");
  private static final Templates TEMPLATES = new YamlTemplates(new IcuMessageFormat()).shipped();

  @TempDir
  Path folder;

  private record YamlFiles() implements CampaignFileCheck.Reader {
    @Override
    public Definition read(Path file) {
      return YamlDefinition.read(YamlNode.read(file));
    }

    @Override
    public Definition read(String source, String text) {
      return YamlDefinition.read(YamlNode.parse(source, text));
    }
  }

  private static CampaignFileCheck files() {
    Map<Purpose, Set<String>> texts = new EnumMap<>(Purpose.class);
    for (Purpose purpose : Purpose.values()) {
      texts.put(purpose, TEMPLATES.names(purpose));
    }
    Profiles known = YamlProfiles.load(Optional.empty(), new JollydayHolidays());
    List<Profile> profiles = known.all();
    return new CampaignFileCheck(
        new YamlFiles(),
        Set.copyOf(profiles.stream().filter(one -> one.notices().isEmpty()).map(Profile::id).toList()),
        Set.copyOf(profiles.stream().filter(one -> one.notices().isPresent()).map(Profile::id).toList()),
        Set.copyOf(new YamlScripts().shipped().names()), texts, EnumSet.allOf(Channel.class), new StepWarnings(known));
  }

  /// A template that nothing sends is a promise that the product does not keep.
  @Test
  void every_shipped_template_is_sent_by_an_example_or_answers_a_message() {
    Set<String> sent = new TreeSet<>(TEMPLATES.names(Purpose.ANSWER));
    for (String name : NAMES) {
      Definition campaign = files().read(EXAMPLES.resolve(name));
      campaign.ladder().stream().filter(step -> step.channel() == Channel.SMS).forEach(step -> sent.add(step.script()));
      campaign.rules().happenings().values().forEach(rule -> sent.add(rule.template()));
    }
    assertThat(sent).isEqualTo(new TreeSet<>(TEMPLATES.names()));
  }

  @Test
  void a_reminder_is_no_notice_a_notice_no_reminder_and_neither_has_the_others_policy() {
    refused("script: restriction-notice", "script: debt-reminder", "ladder[1].script: there is no message template"
        + " 'debt-reminder' of the purpose notice that can be sent here; known: restriction-notice");
    refused("script: restricted}", "script: restriction-notice}", "of the purpose step");
    refused("notice-policy: ru-suspension-notice", "notice-policy: ru-230fz-overdue",
        "notice-policy: there is no profile 'ru-230fz-overdue'; known: ru-suspension-notice");
    refused("policy: ru-230fz-overdue", "policy: ru-suspension-notice", "policy: there is no profile");
    refused("template: payment-received", "template: promise-today",
        "events.payment.template: there is no message template 'promise-today' of the purpose payment");
  }

  private void refused(String good, String bad, String why) {
    try {
      String text = Files.readString(EXAMPLES.resolve("campaign-sms.yaml"));
      assertThat(text).contains(good);
      Path file = Files.writeString(folder.resolve("c.yaml"), text.replace(good, bad));
      assertThatThrownBy(() -> files().read(file)).isInstanceOf(BadInput.class).hasMessageContaining(why);
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  @Test
  void no_step_of_a_shipped_example_can_never_be_made() {
    for (String name : NAMES) {
      Definition campaign = files().read(EXAMPLES.resolve(name));
      assertThat(files().warnings().of(name, campaign, campaign.rules().calendar().from())).as(name).isEmpty();
    }
  }
}
