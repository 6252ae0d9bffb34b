package org.obzvon.person.jooq;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jooq.DSLContext;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.obzvon.fixture.TestStore;
import org.obzvon.person.PersonalDataCatalogue;
import org.obzvon.person.PersonalTable;

/// Tests that the list of personal data agrees with the schema. A developer who adds a column that can hold a text
/// states in that list what it holds.
@Tag("slow")
class PersonalDataCatalogueTest {
  private final DSLContext db = TestStore.fresh();

  private Set<String> columns(String condition) {
    return new TreeSet<>(
        db.fetch(
            """
                select c.table_name || '.' || c.column_name as name
                from information_schema.columns c
                join information_schema.tables t using (table_schema, table_name)
                where c.table_schema = 'public' and t.table_type = 'BASE TABLE'
                  and c.table_name <> 'flyway_schema_history' and c.table_name not like 'qrtz%' and
                """
                + condition)
            .getValues("name", String.class));
  }

  private static Set<String> listed() {
    return Stream.of(
        PersonalDataCatalogue.TABLES.stream().flatMap(PersonalDataCatalogueTest::all),
        named(PersonalDataCatalogue.IMPERSONAL), named(PersonalDataCatalogue.SHORT_LIVED))
        .flatMap(one -> one)
        .collect(Collectors.toCollection(TreeSet::new));
  }

  private static Stream<String> all(PersonalTable table) {
    return Stream.concat(table.columns().keySet().stream(), table.impersonal().stream())
        .map(column -> table.name() + "." + column);
  }

  private static Stream<String> named(Map<String, Set<String>> columns) {
    return columns.entrySet().stream()
        .flatMap(table -> table.getValue().stream().map(column -> table.getKey() + "." + column));
  }

  @Test
  void every_column_that_can_hold_a_text_is_listed_as_personal_or_as_impersonal() {
    assertThat(
        columns("c.data_type in ('text', 'character varying', 'character', 'jsonb', 'json', 'bytea', 'ARRAY', 'inet')"
            + " and coalesce(c.udt_name, '') <> '_uuid'"))
        .isSubsetOf(listed()).hasSizeGreaterThan(150);
  }

  @Test
  void every_listed_column_and_link_is_in_the_schema() {
    Set<String> there = columns("true");
    assertThat(there).containsAll(listed());
    assertThat(there).containsAll(
        PersonalDataCatalogue.TABLES.stream()
            .flatMap(table -> table.links().stream().map(link -> table.name() + "." + link.column()))
            .toList());
  }

  @Test
  void a_table_that_refers_to_an_account_an_attempt_or_a_household_is_listed() {
    Set<String> tables = PersonalDataCatalogue.TABLES.stream().map(PersonalTable::name).collect(Collectors.toSet());
    assertThat(columns("c.column_name in ('account_id', 'attempt_id', 'household_id', 'contact_id', 'phone')"))
        .allMatch(column -> tables.contains(column.substring(0, column.indexOf('.'))));
  }
}
