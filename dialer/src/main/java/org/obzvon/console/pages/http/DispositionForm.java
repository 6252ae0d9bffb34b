package org.obzvon.console.pages.http;

import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.Optional;
import org.obzvon.commands.FormFault;
import org.obzvon.console.http.Form;
import org.obzvon.contact.Promise;
import org.obzvon.contact.NonPaymentReason;
import org.obzvon.desk.Disposition;
import org.obzvon.document.BadInput;
import org.obzvon.policy.StopKind;
import org.obzvon.register.Account;
import org.obzvon.register.Money;

/// Reads the disposition that an operator enters after a call.
final class DispositionForm {
  private static final int LONGEST_NOTE = 2_000;

  private enum Step {
    NOTHING,
    CALL_BACK,
    STOP,
    COMPLAINT
  }

  private DispositionForm() {}

  /// @throws BadInput naming the field that cannot be taken
  static Disposition read(Form form, Account account) {
    return new Disposition(
        form.oneOf("reach", Disposition.Reach.class),
        form.given("reason").map(_ -> form.oneOf("reason", NonPaymentReason.class)),
        promise(form, account),
        form.text("note", LONGEST_NOTE).strip(),
        next(form, account));
  }

  private static Optional<Promise> promise(Form form, Account account) {
    if (form.given("promise-day").isEmpty() && form.given("promise-amount").isEmpty()) {
      return Optional.empty();
    }
    return Optional.of(
        new Promise(day(form.line("promise-day")),
            new Money(amount(form.line("promise-amount")), account.debt().balance().currency())));
  }

  private static LocalDate day(String text) {
    try {
      return LocalDate.parse(text);
    } catch (DateTimeException _) {
      throw BadInput.of("promise-day", FormFault.DATE.with());
    }
  }

  private static BigDecimal amount(String text) {
    String plain = text.replace(',', '.').replace(" ", "");
    if (!plain.matches("\\d{1,9}(\\.\\d{1,2})?")) {
      throw BadInput.of("promise-amount", FormFault.AMOUNT.with());
    }
    return new BigDecimal(plain);
  }

  private static Disposition.NextStep next(Form form, Account account) {
    return switch (form.oneOf("next", Step.class)) {
      case NOTHING -> new Disposition.NextStep.Nothing();
      case CALL_BACK -> new Disposition.NextStep.CallBack(moment(form.line("at"), account), form.has("mine"));
      case STOP ->
          new Disposition.NextStep.Stop(
              form.oneOf("stop", StopKind.class),
              form.given("covers").map(_ -> form.oneOf("covers", Disposition.Covers.class)));
      case COMPLAINT -> new Disposition.NextStep.Complaint(form.text("complaint", LONGEST_NOTE).strip());
    };
  }

  /// Reads a time in the debtor's time zone.
  private static Instant moment(String text, Account account) {
    try {
      return LocalDateTime.parse(text).atZone(account.subscriber().place().zone().orElse(ZoneOffset.UTC)).toInstant();
    } catch (DateTimeException _) {
      throw BadInput.of("at", FormFault.DAY_AND_TIME.with());
    }
  }
}
