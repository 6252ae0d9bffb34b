package org.obzvon.contact;

import java.time.Instant;
import java.time.LocalDate;
import java.util.UUID;

/// One planned contact with one household, about one of its accounts.
///
/// @param arm the arm the household was assigned to, as the campaign names it
/// @param attempts how many attempts were written so far
public record Contact(UUID id, UUID campaign, Debtor debtor, String arm, Step step, Window window, int attempts) {

  public record Debtor(UUID household, UUID account) {}

  /// @param number position in the ladder, from 0; [#HAPPENED] or more if an event caused the contact
  /// @param anchor the debt date or restriction date from which the ladder counts, or the day of the event
  /// @param script IVR script or SMS template, without the language
  public record Step(int number, LocalDate anchor, Channel channel, String script, ContactOrigin origin) {
    /// Step numbers outside any ladder begin here.
    public static final int HAPPENED = 1_000;

    /// Makes a step of the ladder.
    public Step(int number, LocalDate anchor, Channel channel, String script) {
      this(number, anchor, channel, script, ContactOrigin.LADDER);
    }

    /// Whether it is a call-back that was promised to the debtor.
    public boolean isCallBack() {
      return origin.kind() == ContactOrigin.Kind.LADDER && number >= HAPPENED;
    }
  }

  /// @param due the contact is not made before this instant
  /// @param expires the contact is not made at or after this instant: a reminder that is days late is out of date
  public record Window(Instant due, Instant expires) {}
}
