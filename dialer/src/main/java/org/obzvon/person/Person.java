package org.obzvon.person;

import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.UUID;
import java.util.stream.Collectors;
import org.obzvon.register.Phone;

/// The person to whom an account number or a telephone leads.
///
/// @param asked the number as it was requested
/// @param accounts by their number; several where a telephone belongs to several accounts, none where only messages or
///     suppressions contain it
/// @param phones of the accounts in E.164; only the requested telephone where one was requested
/// @param shared telephones among them that other accounts have too
public record Person(String asked, SortedMap<String, UUID> accounts, SortedSet<String> phones, Set<String> shared) {

  /// Returns the telephones that belong to nobody else.
  public Set<Phone> ownPhones() {
    return phones.stream().filter(phone -> !shared.contains(phone)).map(Phone::new).collect(Collectors.toSet());
  }
}
