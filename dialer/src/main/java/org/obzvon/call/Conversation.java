package org.obzvon.call;

import java.util.UUID;
import org.obzvon.register.Language;

/// What is needed to talk to the debtor of one attempt.
public record Conversation(UUID attempt, IvrMachine machine) {

  public Language language() {
    return machine.script().heading().language();
  }
}
