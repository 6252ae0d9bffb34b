package org.obzvon.person;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.obzvon.register.Phone;

/// Reads everything that is stored about a person.
public interface Persons {

  /// Returns the person; empty where nothing is stored about such an account.
  Optional<Person> ofAccount(String number);

  /// Returns the person; empty where nothing is stored about such a telephone.
  Optional<Person> ofPhone(Phone phone);

  /// Returns the rows about the person, as they are at one moment.
  Rows export(Person person);

  /// @param parts by the name of the table, in the order of [PersonalDataCatalogue#TABLES]; a table without rows has an empty
  ///     list
  /// @param recorded attempts whose calls were recorded
  record Rows(Map<String, List<Map<String, Object>>> parts, Set<UUID> recorded) {}
}
