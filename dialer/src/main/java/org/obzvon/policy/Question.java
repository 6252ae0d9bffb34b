package org.obzvon.policy;

import java.time.LocalDate;
import java.util.Set;
import org.obzvon.contact.Contact;

/// May this contact be made?
///
/// @param profile id of the policy profile that the campaign names
/// @param extraHolidays days that the campaign treats as public holidays besides those of the profile
/// @param condition what the campaign asks of the account as it stands now
public record Question(Contact contact, String profile, Set<LocalDate> extraHolidays, CampaignCondition condition) {
  public Question {
    extraHolidays = Set.copyOf(extraHolidays);
  }

  /// Without a condition of the campaign.
  public Question(Contact contact, String profile, Set<LocalDate> extraHolidays) {
    this(contact, profile, extraHolidays, CampaignCondition.NONE);
  }
}
