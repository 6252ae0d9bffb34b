package org.obzvon.person;

import java.security.SecureRandom;
import org.obzvon.register.Phone;

/// The replacement for an erased telephone: a random number under [Phone#NO_COUNTRY], which belongs to no country and
/// which the contact policy never allows. One number replaces one telephone everywhere, so that suppressions and
/// attempts of the erased person still belong together when the comparison counts them.
public final class ErasedPhonePlaceholder {
  private static final SecureRandom RANDOM = new SecureRandom();
  private static final long NUMBERS = 100_000_000_000L;

  private ErasedPhonePlaceholder() {}

  public static Phone random() {
    return new Phone(Phone.NO_COUNTRY + "%011d".formatted(RANDOM.nextLong(NUMBERS)));
  }
}
