package org.obzvon.person.jooq;

import static org.assertj.core.api.Assertions.assertThat;
import static org.obzvon.fixture.TestData.NOON;
import static org.obzvon.jooq.Tables.ACCOUNT;
import static org.obzvon.jooq.Tables.DECISION;
import static org.obzvon.jooq.Tables.SUPPRESSION;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.time.Period;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import org.jooq.DSLContext;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.obzvon.console.api.json.ApiJson;
import org.obzvon.person.Retention.Removed;
import org.obzvon.person.Retention.Run;
import org.obzvon.person.RetentionTerms;

/// Tests that rows past their retention are removed, counted and reported, and that younger rows stay.
@Tag("slow")
class RetentionTest {
  private static final Optional<Period> NEVER = Optional.empty();
  private static final Instant IN_FOUR_YEARS = NOON.atOffset(ZoneOffset.UTC).plusYears(4).toInstant();

  private final PersonWorld world = new PersonWorld();
  private final DSLContext db = world.db;

  private JooqRetention at(Instant now) {
    return new JooqRetention(db, () -> now);
  }

  private static RetentionTerms texts(int years) {
    return new RetentionTerms(NEVER, NEVER, Optional.of(Period.ofYears(years)), NEVER);
  }

  private String all(String number) {
    JooqPersons persons = new JooqPersons(db);
    return new String(ApiJson.write(persons.export(persons.ofAccount(number).orElseThrow()).parts()),
        StandardCharsets.UTF_8);
  }

  private void leaves(String number, LocalDate day) {
    db.update(ACCOUNT).set(ACCOUNT.LEFT_REGISTER_ON, day).where(ACCOUNT.NUMBER.eq(number)).execute();
  }

  @Test
  void nothing_that_is_young_is_removed() {
    String before = all("100") + all("200");
    Run run = at(NOON.plusSeconds(60)).run(RetentionTerms.USUAL, "test");
    assertThat(run.removed()).isEmpty();
    assertThat(all("100") + all("200")).isEqualTo(before);
  }

  @Test
  void old_texts_go_and_everything_else_stays() {
    List<Removed> said = at(IN_FOUR_YEARS).preview(texts(3));
    assertThat(all("100")).contains("sent 100", "wrote 100");
    Run run = at(IN_FOUR_YEARS).run(texts(3), "test");
    assertThat(run.removed()).contains(new Removed("TEXT", "sms_message", 2), new Removed("TEXT", "attempt", 4),
        new Removed("TEXT", "ticket", 2));
    assertThat(run.removed()).filteredOn(one -> one.kind().equals("TEXT"))
        .isEqualTo(said.stream().filter(one -> one.kind().equals("TEXT")).toList());
    assertThat(all("100")).doesNotContain("sent 100", "wrote 100", "note 100", "keys 100", "complaint 100", "wish 100")
        .contains("Name 100", PersonWorld.phone("100"), "decided 100");
    assertThat(at(IN_FOUR_YEARS).run(texts(3), "test").removed()).isEmpty();
  }

  @Test
  void old_decisions_go_but_those_that_the_comparison_counts() {
    Run run = at(IN_FOUR_YEARS).run(new RetentionTerms(NEVER, NEVER, NEVER, Optional.of(Period.ofYears(3))), "test");
    assertThat(run.removed()).contains(new Removed("DECISION", "decision", 8));
    assertThat(db.fetchCount(DECISION)).isEqualTo(4);
    assertThat(all("100")).doesNotContain("decided 100", "refused 100").contains("ALLOWED");
  }

  @Test
  void names_and_telephones_go_when_the_account_left_the_register_long_ago() {
    leaves("100", LocalDate.of(2026, 12, 1));
    RetentionTerms terms = new RetentionTerms(Optional.of(Period.ofYears(3)), Optional.of(Period.ofYears(3)), NEVER,
        NEVER);
    Run run = at(IN_FOUR_YEARS).run(terms, "test");
    assertThat(run.removed()).contains(new Removed("NAME", "account", 1), new Removed("PHONE", "account", 1));
    assertThat(all("100")).doesNotContain("Name 100", "Street 100", PersonWorld.phone("100"))
        .contains("sent 100", "+999");
    assertThat(all("200")).contains("Name 200", PersonWorld.phone("200"));
    assertThat(db.selectFrom(SUPPRESSION).where(SUPPRESSION.PHONE.eq(PersonWorld.phone("100"))).fetch())
        .singleElement().satisfies(stop -> assertThat(stop.getKind()).isEqualTo("OPT_OUT"));
    assertThat(at(IN_FOUR_YEARS).run(terms, "test").removed()).isEmpty();
  }

  @Test
  void an_account_that_waits_for_a_contact_keeps_its_telephones() {
    leaves("100", LocalDate.of(2026, 12, 1));
    db.execute("update contact set state = 'QUEUED', closed_at = null where account_id = ?", world.account("100"));
    assertThat(at(IN_FOUR_YEARS).preview(RetentionTerms.USUAL)).noneMatch(one -> one.kind().equals("PHONE"));
  }

  @Test
  void a_run_keeps_its_counts() {
    JooqRetention retention = at(IN_FOUR_YEARS);
    assertThat(retention.lastDone()).isNotEqualTo(IN_FOUR_YEARS);
    Run run = retention.run(RetentionTerms.USUAL, "service");
    assertThat(retention.runs()).singleElement().satisfies(kept -> {
      assertThat(kept.by()).isEqualTo("service");
      assertThat(kept.endedAt()).isPresent();
      assertThat(kept.removed()).containsExactlyInAnyOrderElementsOf(run.removed())
          .contains(new Removed("RECORDING", "desk_recording", 2));
    });
    assertThat(retention.lastDone()).isEqualTo(IN_FOUR_YEARS);
  }
}
