package org.obzvon.sms.answers;

import java.time.LocalDate;
import java.util.Optional;
import org.obzvon.contact.NonPaymentReason;
import org.obzvon.register.Language;

/// The meaning of a debtor's answer.
public sealed interface AnswerMeaning {

  /// The debtor asks not to be contacted any more.
  ///
  /// @param language of the request
  record Stop(Language language) implements AnswerMeaning {}

  /// The debtor promises to pay by a day.
  record Promise(LocalDate day) implements AnswerMeaning {}

  /// The debtor says that the debt has been paid.
  record Paid() implements AnswerMeaning {}

  /// A person needs to read the answer.
  ///
  /// @param reason why the debt was not paid, if the text says so
  record Other(Optional<NonPaymentReason> reason) implements AnswerMeaning {}

  /// The reason that the text gives; its consequences follow from it.
  default Optional<NonPaymentReason> givenReason() {
    return switch (this) {
      case Stop _,Promise _ -> Optional.empty();
      case Paid _ -> Optional.of(NonPaymentReason.ALREADY_PAID);
      case Other(Optional<NonPaymentReason> reason) -> reason;
    };
  }

  /// Writes the meaning as `STOP`, `PROMISE 2026-12-05`, `PAID`, `OTHER` or `OTHER` with its reason.
  default String words() {
    return switch (this) {
      case Stop _ -> "STOP";
      case Promise(LocalDate day) -> "PROMISE " + day;
      case Paid _ -> "PAID";
      case Other(Optional<NonPaymentReason> reason) -> "OTHER" + reason.map(why -> " " + why).orElse("");
    };
  }
}
