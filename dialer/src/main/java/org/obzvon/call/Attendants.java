package org.obzvon.call;

import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.BooleanSupplier;
import org.obzvon.register.Language;

/// The people to whom the robot hands a debtor over.
public interface Attendants {

  /// For an installation whose dialplan rings operators by itself.
  Attendants NONE =
      new Attendants() {
        @Override
        public Presence presence(UUID attempt) {
          return Presence.BUSY;
        }

        @Override
        public void handedOver(UUID attempt, Dialogue dialogue, List<String> heard) {}

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

  /// Whether somebody can take the call.
  Presence presence(UUID attempt);

  enum Presence {
    /// One of them can take it at once: then nothing is said before his telephone rings.
    FREE,
    /// They talk to others; one of them may be free soon.
    BUSY,
    /// Waiting would be in vain.
    NOBODY
  }

  /// The debtor is being handed over. Returns at once.
  ///
  /// @param heard what robot and debtor have said and pressed, in order
  void handedOver(UUID attempt, Dialogue dialogue, List<String> heard);

  /// What to say to a debtor who waited in vain; empty: hang up without a word.
  Optional<CallBackOffer> nobodyCame(UUID attempt);

  /// He took the offer. False when it could not be kept; then it is not kept.
  ///
  /// @param last asked once, immediately before it is kept for good; where it says no, he has been told that nobody will
  ///     call, and nothing is kept
  boolean wantsCallBack(UUID attempt, BooleanSupplier last);

  /// What a debtor must hear before his talk with an operator is recorded; empty: it must not be recorded.
  Optional<Announcement> recording(UUID attempt);

  /// The talk goes on.
  ///
  /// @param begins whether all of the announcement was said, so that it is recorded from now on
  void recorded(UUID attempt, boolean begins);

  /// The debtor pressed the stop key outside of a conversation; their wish is stored already, and they wait no more.
  ///
  /// @return what to say before the call is hung up; empty: nothing
  Optional<Announcement> stopped(UUID attempt);

  /// @param words may be empty where the contact policy asks for none
  record Announcement(Language language, List<Phrase> words) {}

  /// @param apology said first
  /// @param question asked if a time is permitted; key 1 agrees. Empty: there is none, and nothing is asked
  record CallBackOffer(
      Language language, List<Phrase> apology, List<Phrase> question, List<Phrase> agreed, List<Phrase> declined) {}
}
