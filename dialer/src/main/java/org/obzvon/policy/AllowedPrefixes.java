package org.obzvon.policy;

import java.util.List;
import org.obzvon.register.Phone;

/// The numbers that may be dialled or texted at all, under every profile. An empty list allows none. The placeholder of
/// an erased telephone number is never allowed.
///
/// @param prefixes beginnings of E.164 numbers with the plus, such as `+373`
public record AllowedPrefixes(List<String> prefixes) {
  public AllowedPrefixes {
    prefixes = List.copyOf(prefixes);
    for (String prefix : prefixes) {
      if (!prefix.matches("\\+[1-9]\\d{0,14}")) {
        throw new IllegalArgumentException("an allowed prefix is a plus and digits such as +373, not " + prefix);
      }
    }
  }

  public boolean allows(Phone phone) {
    return !phone.isErased() && prefixes.stream().anyMatch(phone.e164()::startsWith);
  }
}
