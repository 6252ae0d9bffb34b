package org.obzvon.call;

import java.time.Instant;
import java.util.Optional;

/// What the exchange itself kept of one answered call, for when this process did not see its end: it was restarted, lost
/// its connection, or its conversation was cut.
///
/// @param said the conversation as far as it came
/// @param answeredAt by the exchange's clock, in whole seconds, as is `endedAt`
/// @param unled nobody led the conversation: the exchange could not reach it
/// @param cut the connection to whoever was to lead the conversation ended before the call did
/// @param keysAfterwards those that were pressed where no conversation listens: after the connection was cut, or the stop
///     key while they waited for an operator
public record KeptCall(
    Optional<KeptDialogue> said, Optional<Instant> answeredAt, Optional<Instant> endedAt, boolean unled, boolean cut,
    String keysAfterwards) {

  /// The conversation, with what was pressed after it.
  ///
  /// @param ours what we saw of it, if anything: never less than what the exchange kept
  Dialogue dialogue(Optional<Dialogue> ours) {
    Dialogue before =
        ours.or(() -> said.map(kept -> kept.dialogue(Dialogue.End.CUT)))
            .orElseGet(() -> new Dialogue(Dialogue.End.CUT, false, Optional.empty(), Optional.empty(), ""));
    if (keysAfterwards.indexOf(Script.STOP) >= 0) {
      return before.thenStopped();
    }
    boolean wantsPerson = keysAfterwards.indexOf(Script.PERSON) >= 0 && before.end() == Dialogue.End.CUT;
    return wantsPerson
        ? new Dialogue(
            Dialogue.End.TRANSFERRED, before.rightPerson(), before.promise(), before.reason(), before.keys() + Script.PERSON)
        : before;
  }
}
