package org.obzvon.call;

/// The reaction of the exchange or the debtor to a turn.
public sealed interface TurnEvent {

  /// A key: 0 to 9, `*` or `#`.
  record Key(char key) implements TurnEvent {}

  /// The text was said to its end and no key came while listening.
  record Silence() implements TurnEvent {}

  /// Tells whether the text message that the turn asked for is sent.
  record Text(boolean sent) implements TurnEvent {}

  /// The debtor hung up.
  record HungUp() implements TurnEvent {}

  /// The exchange died, froze or cannot be reached in the middle of the conversation.
  record Cut() implements TurnEvent {}

  /// Our side cannot go on: a sound is missing, the exchange fails a command, or the service stops.
  record Fault() implements TurnEvent {}
}
