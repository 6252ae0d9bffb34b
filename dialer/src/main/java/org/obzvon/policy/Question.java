package org.obzvon.policy;

import java.time.LocalDate;
import java.util.Set;
import org.obzvon.contact.Contact;

/// May this contact be made?
///
/// @param profile id of the policy profile that the campaign names
/// @param extraHolidays days that the campaign treats as public holidays besides those of the profile
public record Question(Contact contact, String profile, Set<LocalDate> extraHolidays) {
  public Question {
    extraHolidays = Set.copyOf(extraHolidays);
  }
}
