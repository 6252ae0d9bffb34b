package org.obzvon.sms;

import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.obzvon.contact.ContactOrigin;

/// The promises, payments and appointments that messages are about.
public interface CampaignEventValues {

  /// The values for the text; empty when the subject no longer holds: the promise was settled, the technician does not
  /// come.
  Optional<Map<TemplateVariable, Value>> values(ContactOrigin origin);

  /// The values of the account's newest subject for this purpose, for a preview.
  Optional<Map<TemplateVariable, Value>> newest(Purpose purpose, UUID account);
}
