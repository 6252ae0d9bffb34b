package org.obzvon.person.jooq;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.obzvon.person.Person;
import org.obzvon.person.PersonalDataCatalogue;
import org.obzvon.person.PersonalTable;
import org.obzvon.person.Persons.Rows;
import org.obzvon.register.Phone;

/// Tests that an export holds all stored data about one person and none about another.
@Tag("slow")
class PersonExportTest {
  private final PersonWorld world = new PersonWorld();
  private final JooqPersons persons = new JooqPersons(world.db);

  private Rows ofAccount(String number) {
    return persons.export(persons.ofAccount(number).orElseThrow());
  }

  @Test
  void every_table_with_personal_data_is_in_the_document_with_the_rows_of_the_person() {
    Rows rows = ofAccount(PersonWorld.IVANOV);
    assertThat(rows.parts().keySet())
        .isEqualTo(PersonalDataCatalogue.TABLES.stream().map(PersonalTable::name).collect(Collectors.toSet()));
    assertThat(rows.parts()).allSatisfy((table, found) -> assertThat(found).as(table).isNotEmpty());
    assertThat(rows.recorded()).containsExactly(world.attempt(PersonWorld.IVANOV));
  }

  @Test
  void the_document_holds_every_column_and_nothing_of_anybody_else() {
    Rows rows = ofAccount(PersonWorld.IVANOV);
    Map<String, Object> account = rows.parts().get("account").getFirst();
    assertThat(account).containsEntry("number", "100").containsEntry("name", "Name 100")
        .containsEntry("address", "Street 100");
    assertThat(rows.parts().get("attempt")).hasSize(2)
        .allSatisfy(row -> assertThat(row).containsEntry("keys", "keys 100"));
    assertThat(rows.parts().get("suppression")).hasSize(2);
    assertThat(rows.parts().toString())
        .contains("sent 100", "wrote 100", "note 100", "complaint 100", "pay 100", "refused 100")
        .doesNotContain(" 200", PersonWorld.phone("200"), "payer-200");
  }

  @Test
  void a_telephone_of_several_accounts_leads_to_all_of_them() {
    String phone = PersonWorld.phone(PersonWorld.IVANOV);
    world.share(phone, PersonWorld.PETROVA);
    Person person = persons.ofPhone(new Phone(phone)).orElseThrow();
    assertThat(person.accounts().keySet()).containsExactly("100", "200");
    assertThat(person.shared()).isEmpty();
    assertThat(persons.export(person).parts().get("account")).hasSize(2);
    assertThat(persons.ofAccount("100").orElseThrow().shared()).containsExactly(phone);
  }

  @Test
  void a_telephone_that_only_wrote_to_us_leads_to_what_it_wrote() {
    world.db.execute("insert into sms_inbox (id, gateway, remote_id, phone, sent_to, text, received_at, kind) values"
        + " (gen_random_uuid(), 'g', 'x', '+79005550000', 'OBZVON', 'who are you', now(), 'OTHER')");
    Person person = persons.ofPhone(new Phone("+79005550000")).orElseThrow();
    assertThat(person.accounts()).isEmpty();
    Map<String, List<Map<String, Object>>> parts = persons.export(person).parts();
    assertThat(parts.get("sms_inbox")).singleElement()
        .satisfies(row -> assertThat(row).containsEntry("text", "who are you"));
    assertThat(parts.entrySet().stream().filter(part -> !part.getValue().isEmpty()).map(Map.Entry::getKey)
        .collect(Collectors.toSet()))
        .isEqualTo(Set.of("sms_inbox"));
  }

  @Test
  void nothing_is_found_of_a_stranger() {
    assertThat(persons.ofAccount("300")).isEmpty();
    assertThat(persons.ofPhone(new Phone("+79009990000"))).isEmpty();
  }
}
