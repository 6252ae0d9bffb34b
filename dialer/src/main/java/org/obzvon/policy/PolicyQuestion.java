package org.obzvon.policy;

import java.time.LocalDate;
import java.util.Set;
import org.obzvon.contact.Contact;

/// The question whether a contact may be made.
///
/// @param profile id of the policy profile that the campaign names
/// @param extraHolidays days that the campaign treats as public holidays besides those of the profile
/// @param condition the campaign's own condition on the account's present state
public record PolicyQuestion(Contact contact, String profile, Set<LocalDate> extraHolidays,
    CampaignCondition condition) {
  public PolicyQuestion {
    extraHolidays = Set.copyOf(extraHolidays);
  }

  /// Without a condition of the campaign.
  public PolicyQuestion(Contact contact, String profile, Set<LocalDate> extraHolidays) {
    this(contact, profile, extraHolidays, CampaignCondition.NONE);
  }
}
