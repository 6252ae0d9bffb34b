package org.obzvon.policy.yaml;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.obzvon.document.BadInput;
import org.obzvon.policy.CapWindow;
import org.obzvon.policy.Certainty;
import org.obzvon.policy.DayKind;
import org.obzvon.policy.Hours;
import org.obzvon.policy.Limits.Cap;
import org.obzvon.policy.Limits.Count;
import org.obzvon.policy.Medium;
import org.obzvon.policy.Profile;
import org.obzvon.policy.Profiles;
import org.obzvon.policy.Translated;
import org.obzvon.policy.jollyday.JollydayHolidays;
import org.obzvon.register.Language;

class YamlProfilesTest {
  private static final JollydayHolidays HOLIDAYS = new JollydayHolidays();
  private static final String OWN = """
      id: my-town
      version: "1"
      title: My town
      country: md
      note: Not legal advice.
      verified-on: 2026-01-01
      hours: {workday: "09:00-18:00", saturday: closed, sunday: closed, holiday: closed, source: ours, certainty: ours}
      holidays: {countries: [md], extra: [2026-01-09], source: ours, certainty: ours}
      caps:
        - {medium: call, count: attempts, most: 1, window: day, source: ours, certainty: ours}
        - {medium: message, count: attempts, most: 1, window: day, source: ours, certainty: ours}
      """;

  @TempDir
  Path folder;

  @Test
  void every_shipped_file_is_loaded_and_says_that_it_is_not_legal_advice() throws IOException {
    Path resources = Path.of(System.getProperty("project.root"), "dialer/src/main/resources/policies");
    Set<String> files;
    try (var list = Files.list(resources)) {
      files = list.map(file -> file.getFileName().toString().replace(".yaml", "")).collect(Collectors.toSet());
    }
    Profiles shipped = YamlProfiles.load(Optional.empty(), HOLIDAYS);
    assertThat(shipped.all()).extracting(Profile::id).containsExactlyInAnyOrderElementsOf(files);
    assertThat(shipped.all())
        .allSatisfy(profile -> assertThat(profile.title().note().english()).startsWith("Not legal advice."));
  }

  @ParameterizedTest
  @EnumSource(Language.class)
  void every_shipped_profile_says_its_title_its_note_and_its_duties_in_every_language(Language language) {
    for (Profile profile : YamlProfiles.load(Optional.empty(), HOLIDAYS).all()) {
      List<Translated> said = new ArrayList<>(List.of(profile.title().words(), profile.title().note()));
      profile.conduct().duties().forEach(duty -> said.add(duty.what()));
      assertThat(said).as(profile.id())
          .allSatisfy(text -> assertThat(text.knows(language)).as(text.english()).isTrue());
      assertThat(said).as(profile.id()).extracting(text -> text.in(language)).doesNotHaveDuplicates();
    }
  }

  @Test
  void an_own_profile_may_be_written_in_one_language_or_in_several_of_which_english_is_one() throws IOException {
    write("town.yaml", OWN.replace("title: My town", "title: {en: My town, ro: Orașul meu}"));
    Translated words = YamlProfiles.load(Optional.of(folder), HOLIDAYS).find("my-town").orElseThrow().title().words();
    assertThat(words.in(Language.RO)).isEqualTo("Orașul meu");
    assertThat(words.in(Language.RU)).isEqualTo("My town");
    write("town.yaml", OWN.replace("title: My town", "title: {ro: Orașul meu}"));
    assertThatThrownBy(() -> YamlProfiles.load(Optional.of(folder), HOLIDAYS))
        .isInstanceOf(BadInput.class).hasMessageContaining("title").hasMessageContaining("'en' is missing");
    write("town.yaml", OWN.replace("title: My town", "title: {en: My town, de: Meine Stadt}"));
    assertThatThrownBy(() -> YamlProfiles.load(Optional.of(folder), HOLIDAYS)).hasMessageContaining("unknown key");
  }

  @Test
  void the_russian_profile_says_what_the_law_says_and_marks_what_is_ours() {
    Profile russia = YamlProfiles.load(Optional.empty(), HOLIDAYS).find("ru-230fz-overdue").orElseThrow();
    assertThat(russia.personsOnly()).isPresent();
    assertThat(russia.limits().caps().stream().filter(cap -> cap.from().certainty() != Certainty.OURS))
        .extracting(Cap::medium, Cap::count, Cap::most, Cap::window)
        .containsExactly(
            row(Medium.CALL, Count.CONVERSATIONS, 1, CapWindow.DAY),
            row(Medium.CALL, Count.CONVERSATIONS, 2, CapWindow.CALENDAR_WEEK),
            row(Medium.CALL, Count.CONVERSATIONS, 8, CapWindow.CALENDAR_MONTH),
            row(Medium.MESSAGE, Count.ATTEMPTS, 2, CapWindow.DAY),
            row(Medium.MESSAGE, Count.ATTEMPTS, 4, CapWindow.CALENDAR_WEEK),
            row(Medium.MESSAGE, Count.ATTEMPTS, 16, CapWindow.CALENDAR_MONTH));
    Hours hours = russia.timetables().getFirst().hours();
    assertThat(hours.on(DayKind.WORKDAY)).contains(new Hours.Span(LocalTime.of(8, 0), LocalTime.of(22, 0)));
    assertThat(hours.on(DayKind.HOLIDAY)).contains(new Hours.Span(LocalTime.of(9, 0), LocalTime.of(20, 0)));
    assertThat(russia.timetables().getFirst().calendar().kindOf(LocalDate.of(2026, 12, 31), Set.of()))
        .isEqualTo(DayKind.HOLIDAY);
  }

  private static org.assertj.core.groups.Tuple row(Object... values) {
    return org.assertj.core.api.Assertions.tuple(values);
  }

  @Test
  void the_strictest_profile_takes_the_least_cap_and_the_longest_pause_and_distance() {
    Profile strictest = YamlProfiles.load(Optional.empty(), HOLIDAYS).find("strictest-union").orElseThrow();
    assertThat(strictest.limits().caps().stream()
        .filter(cap -> cap.medium() == Medium.CALL && cap.count() == Count.ATTEMPTS
            && cap.window() == CapWindow.CALENDAR_WEEK))
        .singleElement().extracting(Cap::most).isEqualTo(2);
    assertThat(strictest.limits().pause()).hasValueSatisfying(pause -> assertThat(pause.days()).isEqualTo(7));
    assertThat(strictest.limits().spacings())
        .anySatisfy(spacing -> assertThat(spacing.least()).isEqualTo(Duration.ofHours(24)));
    assertThat(strictest.personsOnly()).isPresent();
  }

  @Test
  void an_own_file_adds_a_profile_and_takes_the_place_of_a_shipped_one() throws IOException {
    write("town.yaml", OWN);
    write("base.yaml", OWN.replace("my-town", "eu-base"));
    Profiles profiles = YamlProfiles.load(Optional.of(folder), HOLIDAYS);
    assertThat(profiles.find("my-town")).isPresent();
    assertThat(profiles.find("eu-base").orElseThrow().title().words()).hasToString("My town");
  }

  @Test
  void an_edit_changes_the_version_even_when_nobody_wrote_a_new_one() throws IOException {
    write("town.yaml", OWN);
    String before = version();
    write("town.yaml", OWN.replace("most: 1, window: day", "most: 2, window: day"));
    assertThat(version()).startsWith("1+").isNotEqualTo(before);
  }

  @Test
  void a_rule_that_cannot_be_read_stops_the_loading_of_everything_and_names_every_fault() throws IOException {
    write("a.yaml", OWN.replace("window: day", "window: fortnight"));
    write("b.yaml", OWN.replace("my-town", "b-town").replace("09:00-18:00", "18:00-09:00"));
    assertThatThrownBy(() -> YamlProfiles.load(Optional.of(folder), HOLIDAYS))
        .isInstanceOf(BadInput.class)
        .hasMessageContaining("a.yaml:10: caps[0].window: must be one of day")
        .hasMessageContaining("b.yaml:7: hours.workday: must be closed, or hours of one day");
  }

  @Test
  void what_would_let_through_in_silence_is_refused() throws IOException {
    refused(OWN.replace("certainty: ours}\n  - {medium: message", "certainty: D}\n  - {medium: message"), "is D");
    refused(OWN.replaceAll("(?m)^  - \\{medium: message.*\n", ""), "has no cap on messages");
    refused(OWN.replace("most: 1", "most: 0"), "must be a whole number from 1");
    refused(OWN.replace("countries: [md]", "countries: [atlantis]"), "is not a country");
    refused(OWN.replace("caps:", "cap:"), "is an unknown key");
    refused(OWN.replace("\"09:00-18:00\"", "closed"), "is closed on every day");
    refused(OWN.replace("extra: [2026-01-09]", "extra: [2026-01-09], working-days: [2026-01-09]"), "stands both");
    refused(OWN + "spacing:\n  - {medium: call, least: 40d, source: ours, certainty: ours}\n", "at most 30d");
    refused(OWN.replace(", source: ours, certainty: ours}\nholidays", "}\nholidays"), "is missing");
  }

  @Test
  void a_derived_profile_names_parts_that_exist() throws IOException {
    String head = OWN.substring(0, OWN.indexOf("hours:"));
    refused(head + "strictest-of: [eu-base, nowhere]\n", "is not the id of a profile");
    refused(head + "strictest-of: []\n", "is empty");
  }

  private void refused(String text, String why) throws IOException {
    write("town.yaml", text);
    assertThatThrownBy(() -> YamlProfiles.load(Optional.of(folder), HOLIDAYS))
        .isInstanceOf(BadInput.class).hasMessageContaining(why);
  }

  private String version() {
    return YamlProfiles.load(Optional.of(folder), HOLIDAYS).find("my-town").orElseThrow().title().version();
  }

  private void write(String name, String text) throws IOException {
    Files.writeString(folder.resolve(name), text);
  }
}
