package org.obzvon.call;

import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.BooleanSupplier;
import org.obzvon.register.Language;

/// The operators to whom the robot transfers a debtor.
public interface OperatorTransfer {

  /// Serves an installation whose dialplan rings operators by itself.
  OperatorTransfer NONE = new OperatorTransfer() {
    @Override
    public Presence presence(UUID attempt) {
      return Presence.BUSY;
    }

    @Override
    public void handedOver(UUID attempt, DialogueResult dialogue, List<String> heard) {}

    @Override
    public Optional<CallBackOffer> nobodyCame(UUID attempt) {
      return Optional.empty();
    }

    @Override
    public boolean wantsCallBack(UUID attempt, BooleanSupplier last) {
      return false;
    }

    @Override
    public Optional<Announcement> recording(UUID attempt) {
      return Optional.empty();
    }

    @Override
    public void recorded(UUID attempt, boolean begins) {}

    @Override
    public Optional<Announcement> stopped(UUID attempt) {
      return Optional.empty();
    }
  };

  /// Returns whether an operator can take the call.
  Presence presence(UUID attempt);

  enum Presence {
    /// An operator can take the call at once, so nothing is said before their telephone rings.
    FREE,
    /// All operators talk to others; one of them may be free soon.
    BUSY,
    /// No operator can come, so the debtor would wait in vain.
    NOBODY
  }

  /// Reports that the debtor is being transferred. Returns at once.
  ///
  /// @param heard what robot and debtor have said and pressed, in order
  void handedOver(UUID attempt, DialogueResult dialogue, List<String> heard);

  /// Returns what to say to a debtor who waited in vain; empty means to hang up without a word.
  Optional<CallBackOffer> nobodyCame(UUID attempt);

  /// Stores the call-back that the debtor accepted. Returns false when it could not be stored; then there is no
  /// call-back.
  ///
  /// @param last asked once, immediately before the call-back is stored for good; when it returns false, the debtor has
  ///     been told that nobody will call, and nothing is stored
  boolean wantsCallBack(UUID attempt, BooleanSupplier last);

  /// Returns what a debtor must hear before their talk with an operator is recorded; empty when it must not be
  /// recorded.
  Optional<Announcement> recording(UUID attempt);

  /// Reports that the talk goes on.
  ///
  /// @param begins whether all of the announcement was said, so that the talk is recorded from now on
  void recorded(UUID attempt, boolean begins);

  /// Reports that the debtor pressed the stop key outside of a conversation. Their wish is stored already, and they no
  /// longer wait.
  ///
  /// @return what to say before the call is hung up; empty: nothing
  Optional<Announcement> stopped(UUID attempt);

  /// What is said to the debtor in one language.
  ///
  /// @param words the phrases; may be empty where the contact policy asks for none
  record Announcement(Language language, List<Phrase> words) {}

  /// The phrases that offer a call-back to a debtor who waited in vain.
  ///
  /// @param apology the phrases said first
  /// @param question asked if a time is permitted; key 1 agrees. Empty: no time is permitted, and nothing is asked
  record CallBackOffer(
      Language language, List<Phrase> apology, List<Phrase> question, List<Phrase> agreed, List<Phrase> declined) {}
}
