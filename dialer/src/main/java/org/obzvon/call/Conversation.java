package org.obzvon.call;

import java.util.UUID;
import org.obzvon.register.Language;

/// The script machine that talks to the debtor of one attempt.
public record Conversation(UUID attempt, IvrMachine machine) {

  public Language language() {
    return machine.script().heading().language();
  }
}
