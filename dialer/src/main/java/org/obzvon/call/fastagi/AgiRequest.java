package org.obzvon.call.fastagi;

import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;

/// The first message of an exchange that connects: lines `agi_uniqueid: …`, ended by an empty one.
///
/// @param answer what answering machine detection or the dialplan found; see [Answer]
/// @param token proof that the call is ours, see `CallTokens`; empty when none came
/// @param early the key that was pressed while the exchange listened for an answering machine
record AgiRequest(Optional<UUID> attempt, Answer answer, String token, Optional<Character> early) {
  private static final Pattern ID = Pattern.compile("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}");

  enum Answer {
    /// The detection found a person, was unsure, or did not run: the robot speaks.
    TALK,
    MACHINE,
    HANGUP,
    /// The dialplan reports that the debtor waited for an operator and nobody came.
    UNATTENDED,
    /// The dialplan reports that the debtor's talk with an operator is to be recorded.
    RECORDING,
    /// The dialplan reports that the debtor pressed the stop key while they waited.
    STOPPED
  }

  static AgiRequest of(Map<String, String> lines) {
    Optional<UUID> attempt = Optional.ofNullable(lines.get("agi_uniqueid")).filter(id -> ID.matcher(id).matches())
        .map(UUID::fromString);
    Answer answer = switch (lines.getOrDefault("agi_arg_1", "")) {
      case "MACHINE" -> Answer.MACHINE;
      case "HANGUP" -> Answer.HANGUP;
      case "UNATTENDED" -> Answer.UNATTENDED;
      case "RECORDING" -> Answer.RECORDING;
      case "STOPPED" -> Answer.STOPPED;
      default -> Answer.TALK; // HUMAN, NOTSURE, nothing, or a value of a later Asterisk
    };
    Optional<Character> early = Optional.ofNullable(lines.get("agi_arg_3")).filter(key -> key.matches("[0-9*#]"))
        .map(key -> key.charAt(0));
    return new AgiRequest(attempt, answer, lines.getOrDefault("agi_arg_2", ""), early);
  }
}
