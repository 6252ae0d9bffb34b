package org.obzvon.policy.jooq;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.List;
import java.util.stream.Stream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.obzvon.document.SafeText;
import org.obzvon.document.Sentence;
import org.obzvon.document.SentenceValue;
import org.obzvon.policy.Certainty;
import org.obzvon.policy.Provenance;
import org.obzvon.policy.StopKind;
import org.obzvon.policy.Why;
import org.obzvon.register.Money;

class SentenceJsonTest {
  @Test
  void a_backslash_before_the_letters_of_an_escape_comes_back_as_it_was() {
    Sentence reason = new Sentence("policy.no-profile", texts("a\\u0000", "b\\"), List.of(), "a\\u0000");
    assertThat(SentenceJson.read(SentenceJson.write(reason), "")).isEqualTo(reason);
  }

  @Property
  void a_reason_comes_back_without_what_the_database_cannot_store(@ForAll String value, @ForAll String english) {
    Sentence within = new Sentence("policy.stop", texts(value), List.of(), english);
    Sentence read = SentenceJson.read(
        SentenceJson.write(new Sentence("policy.household-stopped", List.of(), List.of(within), english)), "");
    assertThat(read.parts().getFirst().values()).isEqualTo(texts(SafeText.storable(value)));
    assertThat(read.english()).isEqualTo(SafeText.storable(english));
  }

  @Test
  void every_type_of_value_comes_back() {
    Sentence reason = Why.CAP_ATTEMPTS.with(
        7, 8L, "calls", LocalDate.of(2026, 11, 30), Instant.parse("2026-11-30T09:00:00.123456Z"),
        ZonedDateTime.of(2026, 11, 30, 9, 0, 30, 0, ZoneId.of("Europe/Chisinau")), Money.of("-12.5", "MDL"),
        new Provenance("art. 7: \"own\"", Certainty.A), StopKind.OPT_OUT);
    assertThat(reason.values()).extracting(value -> value.getClass().getSimpleName()).containsExactly(
        "Count", "Count", "Text", "Day", "Moment", "LocalMoment", "Amount", "Source", "Text");
    assertThat(SentenceJson.read(SentenceJson.write(reason), "")).isEqualTo(reason);
  }

  private static List<SentenceValue> texts(String... texts) {
    return Stream.of(texts).<SentenceValue>map(SentenceValue.Text::new).toList();
  }
}
