package org.obzvon.desk;

import java.util.Set;
import java.util.UUID;
import java.util.regex.Pattern;
import org.obzvon.register.Language;

/// A member of staff with a telephone.
///
/// @param endpoint their telephone as the exchange dials it, `PJSIP/101`
/// @param exchange the exchange at which it is registered
public record Operator(UUID id, String name, String endpoint, String exchange, Set<Language> speaks) {
  private static final Pattern ENDPOINT = Pattern.compile("PJSIP/[A-Za-z0-9][A-Za-z0-9_-]{0,39}");

  public Operator {
    speaks = Set.copyOf(speaks);
    if (!ENDPOINT.matcher(endpoint).matches()) {
      throw new IllegalArgumentException("an operator's telephone is written PJSIP/101: letters, digits, _ and -");
    }
  }

  public boolean speaks(Language language) {
    return speaks.contains(language);
  }
}
