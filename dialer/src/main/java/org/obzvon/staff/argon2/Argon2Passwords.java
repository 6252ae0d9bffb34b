package org.obzvon.staff.argon2;

import com.password4j.Argon2Function;
import com.password4j.Password;
import com.password4j.types.Argon2;
import org.obzvon.staff.Passwords;

/// Hashes with Argon2id, with 19 MiB and two passes, which OWASP's password storage sheet names as the minimum.
public final class Argon2Passwords implements Passwords {
  private static final int KIBIBYTES = 19 * 1024;
  private static final int PASSES = 2;
  private static final int LANES = 1;
  private static final int BYTES = 32;
  private static final int SALT = 16;

  @Override
  public String hash(String password) {
    var function = Argon2Function.getInstance(KIBIBYTES, PASSES, LANES, BYTES, Argon2.ID);
    return Password.hash(password).addRandomSalt(SALT).with(function).getResult();
  }

  /// Uses the cost in the hash, so that old hashes stay valid when the cost is raised.
  @Override
  public boolean matches(String password, String hash) {
    return Password.check(password, hash).with(Argon2Function.getInstanceFromHash(hash));
  }
}
