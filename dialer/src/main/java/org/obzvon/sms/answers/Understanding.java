package org.obzvon.sms.answers;

import java.time.LocalDate;
import java.util.Optional;
import org.obzvon.contact.Reason;
import org.obzvon.register.Language;

/// What an answer of a debtor means.
public sealed interface Understanding {

  /// Asks not to be contacted any more.
  ///
  /// @param language in which it was asked
  record Stop(Language language) implements Understanding {}

  /// Promises to pay by a day.
  record Promise(LocalDate day) implements Understanding {}

  /// Says that the debt has been paid.
  record Paid() implements Understanding {}

  /// Needs a person to read it.
  ///
  /// @param reason why the debt was not paid, where the text says so
  record Other(Optional<Reason> reason) implements Understanding {}

  /// The reason that the text gives, for the consequences a reason has.
  default Optional<Reason> givenReason() {
    return switch (this) {
      case Stop _, Promise _ -> Optional.empty();
      case Paid _ -> Optional.of(Reason.ALREADY_PAID);
      case Other(Optional<Reason> reason) -> reason;
    };
  }

  /// `STOP`, `PROMISE 2026-12-05`, `PAID`, `OTHER` or `OTHER` with its reason.
  default String words() {
    return switch (this) {
      case Stop _ -> "STOP";
      case Promise(LocalDate day) -> "PROMISE " + day;
      case Paid _ -> "PAID";
      case Other(Optional<Reason> reason) -> "OTHER" + reason.map(why -> " " + why).orElse("");
    };
  }
}
