package org.obzvon.contact;

import java.time.Instant;
import java.time.LocalDate;
import java.util.UUID;

/// One planned touch of one household, about one of its accounts.
///
/// @param arm the arm the household was assigned to, as the campaign names it
/// @param attempts how many attempts were written so far
public record Contact(UUID id, UUID campaign, Debtor debtor, String arm, Step step, Window window, int attempts) {

  public record Debtor(UUID household, UUID account) {}

  /// @param number position in the ladder, from 0; of what happened [#HAPPENED] and more
  /// @param anchor the debt date or restriction date from which the ladder counts, or the day of what happened
  /// @param script IVR script or SMS template, without the language
  public record Step(int number, LocalDate anchor, Channel channel, String script, Ground ground) {
    /// Numbers of steps that stand in no ladder begin here.
    public static final int HAPPENED = 1_000;

    /// A step of the ladder.
    public Step(int number, LocalDate anchor, Channel channel, String script) {
      this(number, anchor, channel, script, Ground.LADDER);
    }

    /// Whether it is a call that was promised to the debtor.
    public boolean isCallBack() {
      return ground.kind() == Ground.Kind.LADDER && number >= HAPPENED;
    }
  }

  /// @param due not before this instant
  /// @param expires not at or after this instant: a reminder that is late by days is another message
  public record Window(Instant due, Instant expires) {}
}
