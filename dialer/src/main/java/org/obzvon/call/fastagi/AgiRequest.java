package org.obzvon.call.fastagi;

import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;

/// What the exchange tells when it connects: lines `agi_uniqueid: …`, ended by an empty one.
///
/// @param answer what answering machine detection or the dialplan found; see [Answer]
/// @param token proof that the call is ours, see `CallTokens`; empty when none came
/// @param early the key that was pressed while the exchange listened for an answering machine
record AgiRequest(Optional<UUID> attempt, Answer answer, String token, Optional<Character> early) {
  private static final Pattern ID = Pattern.compile("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}");

  enum Answer {
    /// A person, an unsure detection, or none: the robot speaks.
    TALK,
    MACHINE,
    HANGUP,
    /// The dialplan's word: he waited for an operator and nobody came.
    UNATTENDED,
    /// The dialplan's word: his talk with an operator is to be recorded.
    RECORDING,
    /// The dialplan's word: they pressed the stop key while they waited.
    STOPPED
  }

  static AgiRequest of(Map<String, String> lines) {
    Optional<UUID> attempt =
        Optional.ofNullable(lines.get("agi_uniqueid")).filter(id -> ID.matcher(id).matches()).map(UUID::fromString);
    Answer answer =
        switch (lines.getOrDefault("agi_arg_1", "")) {
          case "MACHINE" -> Answer.MACHINE;
          case "HANGUP" -> Answer.HANGUP;
          case "UNATTENDED" -> Answer.UNATTENDED;
          case "RECORDING" -> Answer.RECORDING;
          case "STOPPED" -> Answer.STOPPED;
          default -> Answer.TALK; // HUMAN, NOTSURE, nothing, or a word of a later Asterisk
        };
    Optional<Character> early =
        Optional.ofNullable(lines.get("agi_arg_3")).filter(key -> key.matches("[0-9*#]")).map(key -> key.charAt(0));
    return new AgiRequest(attempt, answer, lines.getOrDefault("agi_arg_2", ""), early);
  }
}
