package org.obzvon.desk;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.obzvon.contact.Channel;
import org.obzvon.contact.NonPaymentReason;
import org.obzvon.register.Account;
import org.obzvon.register.Money;

/// A debtor with their debt and history, as they are now.
///
/// @param campaign name of the campaign of this contact
/// @param past attempts of the household that are over, newest first, at most [#MOST_PAST]
/// @param reason the newest reason that the debtor gave
public record DebtorCard(
    Account account, String campaign, List<Past> past, Optional<OpenPromise> promise,
    Optional<NonPaymentReason> reason) {
  public static final int MOST_PAST = 10;

  public DebtorCard {
    past = List.copyOf(past);
  }

  /// @param outcome name of the outcome, as in the ledger
  /// @param detail its detail; empty text when there is none
  public record Past(Instant at, Channel channel, String outcome, String detail, String note) {}

  public record OpenPromise(LocalDate day, Money amount, Instant madeAt) {}
}
