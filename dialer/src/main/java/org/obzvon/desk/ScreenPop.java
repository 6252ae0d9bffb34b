package org.obzvon.desk;

import java.util.List;
import java.util.Optional;
import java.util.UUID;

/// The screen pop: what an operator must know the moment their telephone rings.
///
/// @param conversation the id of the conversation; during a preview, the contact's id
/// @param attempt empty during a preview
/// @param heard what robot and debtor have said and pressed, in order, one line each; empty in human campaigns
/// @param offers what to say; for the reason known so far first
public record ScreenPop(
    UUID conversation, ConversationKind kind, Optional<UUID> attempt, DebtorCard debtor, List<String> heard,
    List<SpeechModule> offers) {
  public ScreenPop {
    heard = List.copyOf(heard);
    offers = List.copyOf(offers);
  }
}
