package org.obzvon.call;

import java.time.Instant;
import java.util.UUID;

/// Hears of the conversations that the IVR leads. `ended` comes exactly once for every `begun`.
public interface DialogueSink {

  void begun(UUID attempt, Instant at);

  void ended(UUID attempt, Dialogue dialogue, Instant at);
}
