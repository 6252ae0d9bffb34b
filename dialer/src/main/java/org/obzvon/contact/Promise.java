package org.obzvon.contact;

import java.time.LocalDate;
import org.obzvon.register.Money;

/// A debtor's promise to pay an amount by a date. Payments settle it; see `payment`.
///
/// @param day the last day of the promise, in the debtor's own zone
public record Promise(LocalDate day, Money amount) {}
