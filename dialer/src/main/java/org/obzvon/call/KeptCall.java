package org.obzvon.call;

import java.time.Instant;
import java.util.Optional;

/// The exchange's own record of one answered call, for calls whose end this process did not see: it was restarted,
/// lost its connection, or its conversation was cut.
///
/// @param said the conversation as far as it came
/// @param answeredAt by the exchange's clock, in whole seconds, as is `endedAt`
/// @param unled nobody led the conversation: the exchange could not reach our service
/// @param cut the connection to the service that led the conversation ended before the call did
/// @param left the debtor ended the call, as far as the exchange can tell: while a conversation was led, or while the
///     exchange listened after a cut
/// @param keysAfterwards the keys that were pressed while no conversation listened: after the connection was cut, or
///     the stop key while the debtor waited for an operator
public record KeptCall(
    Optional<KeptDialogue> said, Optional<Instant> answeredAt, Optional<Instant> endedAt, boolean unled, boolean cut,
    boolean left, String keysAfterwards) {

  /// Returns the conversation, with what was pressed after it.
  ///
  /// @param ours what we saw of it, if anything: never less than what the exchange kept
  DialogueResult dialogue(Optional<DialogueResult> ours) {
    DialogueResult before = ours.or(() -> said.map(kept -> kept.dialogue(DialogueResult.End.CUT)))
        .orElseGet(() -> new DialogueResult(DialogueResult.End.CUT, false, Optional.empty(), Optional.empty(), ""));
    if (keysAfterwards.indexOf(Script.STOP) >= 0) {
      return before.thenStopped();
    }
    if (before.end() != DialogueResult.End.CUT) {
      return before;
    }
    if (keysAfterwards.indexOf(Script.PERSON) >= 0) {
      return ended(before, DialogueResult.End.TRANSFERRED, before.keys() + Script.PERSON);
    }
    return left ? ended(before, DialogueResult.End.HUNG_UP, before.keys()) : before;
  }

  private static DialogueResult ended(DialogueResult before, DialogueResult.End end, String keys) {
    return new DialogueResult(end, before.rightPerson(), before.promise(), before.reason(), keys);
  }
}
