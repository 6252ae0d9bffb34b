package org.obzvon.console.icu;

import static org.assertj.core.api.Assertions.assertThat;

import com.ibm.icu.text.MessageFormat;
import com.ibm.icu.util.ULocale;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.obzvon.alert.Alert;
import org.obzvon.call.LineChange;
import org.obzvon.campaign.CampaignState;
import org.obzvon.console.pages.http.AuditWords;
import org.obzvon.contact.Channel;
import org.obzvon.contact.ContactState;
import org.obzvon.contact.NonPaymentReason;
import org.obzvon.desk.CommandReply;
import org.obzvon.desk.ConversationKind;
import org.obzvon.desk.Disposition;
import org.obzvon.desk.OperatorState;
import org.obzvon.desk.OperatorWorkKind;
import org.obzvon.payment.PromiseState;
import org.obzvon.policy.CapWindow;
import org.obzvon.policy.Certainty;
import org.obzvon.policy.DayKind;
import org.obzvon.policy.StopKind;
import org.obzvon.register.Language;
import org.obzvon.register.ServiceState;
import org.obzvon.sms.DeliveryStatus;
import org.obzvon.sms.Inbox;
import org.obzvon.staff.Role;
import org.obzvon.staff.ApiKeyScope;
import org.obzvon.webhook.Deliveries;
import org.obzvon.webhook.WebhookEvent;

/// Tests that every phrase of the pages exists in every language.
class PhrasesTest {
  private static final Path TEMPLATES = Path.of("src/main/jte");
  private static final Pattern SAID = Pattern.compile("say\\(\"([a-z0-9.-]+)\"");

  private static Set<String> keys(Language language) {
    return IcuPhrases.read("pages", language).stringPropertyNames();
  }

  @ParameterizedTest
  @EnumSource(Language.class)
  void every_language_has_the_same_phrases(Language language) {
    assertThat(keys(language)).isEqualTo(keys(Language.EN));
  }

  @ParameterizedTest
  @EnumSource(Language.class)
  void every_phrase_takes_the_same_values_and_knows_its_plurals(Language language) {
    for (String key : keys(language)) {
      String phrase = IcuPhrases.read("pages", language).getProperty(key);
      MessageFormat format = new MessageFormat(phrase, ULocale.forLocale(language.locale()));
      MessageFormat english = new MessageFormat(IcuPhrases.read("pages", Language.EN).getProperty(key),
          ULocale.ENGLISH);
      assertThat(format.getArgumentNames()).as(key).isEqualTo(english.getArgumentNames());
      if (phrase.contains("plural")) {
        List<String> forms = language == Language.RU ? List.of("one", "few", "many", "other")
            : language == Language.RO ? List.of("one", "few", "other") : List.of("one", "other");
        forms.forEach(form -> assertThat(phrase).as(key).contains(form + " {"));
      }
    }
  }

  @Test
  void every_phrase_that_a_page_says_exists() throws IOException {
    Set<String> said = new TreeSet<>();
    try (var files = Files.walk(TEMPLATES)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        Matcher matcher = SAID.matcher(Files.readString(file));
        while (matcher.find()) {
          said.add(matcher.group(1));
        }
      }
    }
    assertThat(said).hasSizeGreaterThan(10);
    assertThat(keys(Language.EN)).containsAll(said);
  }

  @Test
  void russian_counts_as_russians_do() {
    var russian = IcuPhrases.all(ZoneOffset.UTC).get(Language.RU);
    assertThat(russian.say("sign-in.wait", 1)).contains("1 секунду");
    assertThat(russian.say("sign-in.wait", 3)).contains("3 секунды");
    assertThat(russian.say("sign-in.wait", 11)).contains("11 секунд.");
  }

  /// Maps each kind of name on the pages to the constants that it shows.
  private static final Map<String, Class<? extends Enum<?>>> SHOWN = Map.ofEntries(
      Map.entry("role", Role.class), Map.entry("scope", ApiKeyScope.class), Map.entry("language", Language.class),
      Map.entry("language.own", Language.class), Map.entry("campaign.state", CampaignState.class),
      Map.entry("channel", Channel.class), Map.entry("contact", ContactState.class),
      Map.entry("promise", PromiseState.class), Map.entry("service", ServiceState.class),
      Map.entry("stop", StopKind.class), Map.entry("reason", NonPaymentReason.class), Map.entry("day", DayKind.class),
      Map.entry("certainty", Certainty.class), Map.entry("operator", OperatorState.class),
      Map.entry("desk.state", OperatorState.class), Map.entry("desk.kind", ConversationKind.class),
      Map.entry("desk.work", OperatorWorkKind.class), Map.entry("desk.reach", Disposition.Reach.class),
      Map.entry("reply", CommandReply.Why.class), Map.entry("inbox.kind", Inbox.Kind.class),
      Map.entry("fate", DeliveryStatus.class),
      Map.entry("webhook-event", WebhookEvent.class), Map.entry("line-rest", LineChange.Why.class),
      Map.entry("delivery", Deliveries.State.class), Map.entry("alert", Alert.Kind.class),
      Map.entry("alert-over", Alert.Kind.class));

  @ParameterizedTest
  @EnumSource(Language.class)
  void no_constant_is_shown_by_its_name_in_the_program(Language language) {
    SHOWN.forEach((kind, type) -> {
      for (Enum<?> constant : type.getEnumConstants()) {
        assertThat(keys(language)).contains(kind + "." + constant.name());
      }
    });
    for (CapWindow window : CapWindow.values()) {
      assertThat(keys(language)).contains("window." + window.words().replace(' ', '-'));
    }
    AuditWords.SUBJECTS.forEach(subject -> assertThat(keys(language)).contains("subject." + subject.replace(' ', '-')));
    AuditWords.CHANGES.forEach(name -> assertThat(keys(language)).contains("change." + name.replace(' ', '-')));
    AuditWords.ACTIONS.forEach(action -> assertThat(keys(language)).contains("deed." + action.replace(' ', '-')));
  }

  @ParameterizedTest
  @EnumSource(Language.class)
  void every_rule_of_the_policy_has_a_name(Language language) throws IOException {
    String rules = Files.readString(Path.of("src/main/java/org/obzvon/policy/RuleChain.java"));
    List<String> names = Pattern.compile("(?:new Rule|ofDemands)\\(\"([a-z-]+)\"").matcher(rules).results()
        .map(found -> found.group(1))
        .toList();
    assertThat(names).hasSizeGreaterThan(10);
    names.forEach(name -> assertThat(keys(language)).contains("rule." + name));
  }
}
