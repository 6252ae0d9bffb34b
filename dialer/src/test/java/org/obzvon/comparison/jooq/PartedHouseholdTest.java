package org.obzvon.comparison.jooq;

import static org.assertj.core.api.Assertions.assertThat;
import static org.obzvon.comparison.jooq.LedgerFixture.START;
import static org.obzvon.jooq.Tables.ACCOUNT;
import static org.obzvon.jooq.Tables.ASSIGNMENT;
import static org.obzvon.jooq.Tables.CONTACT;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.obzvon.comparison.CampaignAccounts;
import org.obzvon.register.IdGenerator;
import org.obzvon.register.Mapping;
import org.obzvon.register.Progress;
import org.obzvon.register.RegisterImport;
import org.obzvon.register.Snapshots.Manner;
import org.obzvon.register.csv.CsvRegisterImport;
import org.obzvon.register.jooq.JooqSnapshots;

/// Tests two strangers whom a wrong number joined into one household and whom a corrected register separates in the
/// middle of a campaign.
@Tag("slow")
class PartedHouseholdTest {
  private static final String SHARED = ", +79000004099";

  @TempDir
  Path directory;
  private final LedgerFixture book = new LedgerFixture();
  private UUID household;

  @BeforeEach
  void two_strangers_are_one_household_with_an_arm() throws IOException {
    take(LocalDate.of(2026, 3, 1),
        List.of(row("1", "11" + SHARED, ""), row("2", "12" + SHARED, ""), row("3", "13", "")));
    household = household("1");
    assertThat(household("2")).isEqualTo(household);
    assertThat(household("3")).isNotEqualTo(household);
    book.draw(household, "ROBOT", List.of(account("1"), account("2")));
  }

  @Test
  void the_arm_stays_with_both_accounts_and_the_report_counts_the_parted_one() throws IOException {
    part();
    assertThat(household("1")).isEqualTo(household);
    assertThat(household("2")).isNotEqualTo(household);
    assertThat(book.store.fetchValues(ASSIGNMENT.ARM)).containsExactly("ROBOT", "ROBOT");

    book.attempt(account("2"), "ROBOT", START.plus(Duration.ofDays(2)), 20);
    book.imported(LedgerFixture.LATER);
    CampaignAccounts counted = book.read();

    assertThat(counted.funnels()).singleElement().satisfies(funnel -> {
      assertThat(funnel.arm()).isEqualTo("ROBOT");
      assertThat(funnel.steps().assigned()).isEqualTo(2);
      assertThat(funnel.steps().attempted()).as("the two count as the household that was drawn").isEqualTo(2);
    });
    assertThat(counted.remarks())
        .anySatisfy(remark -> assertThat(remark).startsWith("households: 1 accounts were parted"));
  }

  @Test
  void a_report_of_a_campaign_without_parted_accounts_says_nothing_of_them() {
    book.imported(LedgerFixture.LATER);
    assertThat(book.read().remarks()).noneSatisfy(remark -> assertThat(remark).contains("parted"));
  }

  @Test
  void queued_contacts_move_with_their_account_and_closed_ones_stay() throws IOException {
    UUID queued = contact("2", "QUEUED", 3);
    UUID done = contact("2", "DONE", 1);
    UUID of1 = contact("1", "QUEUED", 2);
    part();
    assertThat(householdOfContact(queued)).isEqualTo(household("2"));
    assertThat(householdOfContact(done)).isEqualTo(household);
    assertThat(householdOfContact(of1)).isEqualTo(household);
  }

  @Test
  void attempts_of_an_account_that_a_parted_one_joins_stay_with_the_household_of_its_own_draw() throws IOException {
    book.draw(household("3"), "HOLD_OUT", List.of(account("3")));
    take(LocalDate.of(2026, 3, 2), List.of(row("1", "11", ""), row("2", "12, +79000004013", ""), row("3", "13", "")));
    assertThat(household("2")).isEqualTo(household("3"));
    book.attempt(account("3"), "OPERATOR", START.plus(Duration.ofDays(2)), 20);
    book.imported(LedgerFixture.LATER);

    assertThat(book.read().funnels()).extracting(funnel -> funnel.arm() + " " + funnel.steps().attempted())
        .containsExactly("HOLD_OUT 1", "ROBOT 0");
  }

  private void part() throws IOException {
    take(LocalDate.of(2026, 3, 2), List.of(row("1", "11", ""), row("2", "12", ""), row("3", "13", "")));
  }

  private static String row(String number, String phones, String household) {
    return number + ";A;+790000040" + phones + ";-150,00;MDL;ru;Europe/Chisinau;" + household;
  }

  private void take(LocalDate day, List<String> rows) throws IOException {
    Path file = Files.writeString(
        directory.resolve("register.csv"),
        "account;name;phones;balance;currency;language;zone;household\n" + String.join("\n", rows) + "\n");
    InstantSource clock = InstantSource.fixed(Instant.parse(day + "T09:00:00Z"));
    new CsvRegisterImport(new JooqSnapshots(book.store, clock), clock)
        .take(
            new RegisterImport.Request(
                file, Optional.empty(), new RegisterImport.Origin("billing", Optional.of(day)),
                new Mapping.Defaults(Optional.of("RU"), Optional.empty(), Optional.empty(), Optional.empty()),
                new RegisterImport.Outputs(Optional.empty(), Optional.empty()), new Manner(false, false)),
            Progress.NONE);
  }

  private UUID account(String number) {
    return book.store.fetchSingle(ACCOUNT, ACCOUNT.NUMBER.eq(number)).getId();
  }

  private UUID household(String number) {
    return book.householdOf(account(number));
  }

  private UUID householdOfContact(UUID contact) {
    return book.store.fetchSingle(CONTACT, CONTACT.ID.eq(contact)).getHouseholdId();
  }

  private UUID contact(String number, String state, int step) {
    UUID id = IdGenerator.next();
    book.store.insertInto(CONTACT).set(CONTACT.ID, id).set(CONTACT.CAMPAIGN_ID, book.campaign)
        .set(CONTACT.HOUSEHOLD_ID, household(number)).set(CONTACT.ACCOUNT_ID, account(number)).set(CONTACT.ARM, "ROBOT")
        .set(CONTACT.STEP, step).set(CONTACT.ANCHOR, LocalDate.of(2026, 3, 1)).set(CONTACT.CHANNEL, "ROBOT")
        .set(CONTACT.SCRIPT, "s").set(CONTACT.DUE_AT, START).set(CONTACT.EXPIRES_AT, LedgerFixture.LATER)
        .set(CONTACT.STATE, state).set(CONTACT.NOT_BEFORE, START).execute();
    return id;
  }
}
