package org.obzvon.console.pages.http;

import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.MediaType;
import io.micronaut.http.annotation.Consumes;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.PathVariable;
import io.micronaut.http.annotation.QueryValue;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.obzvon.commands.TicketUseCases;
import org.obzvon.console.DebtorSearch;
import org.obzvon.console.http.AdmittedRequest;
import org.obzvon.console.http.Pages;
import org.obzvon.console.http.RequiresRight;
import org.obzvon.console.http.jte.JtedebtorGenerated;
import org.obzvon.console.http.jte.JtedebtorsGenerated;
import org.obzvon.document.SafeText;
import org.obzvon.payment.PaymentHistory;
import org.obzvon.policy.AccountTimeline;
import org.obzvon.register.Account;
import org.obzvon.register.Accounts;
import org.obzvon.schedule.AccountStatuses;
import org.obzvon.staff.AuditLog;
import org.obzvon.staff.Right;

/// The pages `/debtors`: find a debtor, and show everything that happened to them, why, and what comes next.
@Controller("/debtors")
@Consumes(MediaType.APPLICATION_FORM_URLENCODED)
@ExecuteOn(TaskExecutors.BLOCKING)
final class DebtorController {
  private final Accounts accounts;
  private final AccountStatuses statuses;
  private final AccountTimeline stories;
  private final DebtorSearch file;
  private final PaymentHistory payments;
  private final TicketUseCases tickets;
  private final Pages pages;
  private final AuditLog log;
  private final InstantSource clock;

  DebtorController(
      Accounts accounts, AccountStatuses statuses, AccountTimeline stories, DebtorSearch file, PaymentHistory payments,
      TicketUseCases tickets, Pages pages, AuditLog log, InstantSource clock) {
    this.accounts = accounts;
    this.statuses = statuses;
    this.stories = stories;
    this.file = file;
    this.payments = payments;
    this.tickets = tickets;
    this.pages = pages;
    this.log = log;
    this.clock = clock;
  }

  @Get
  @RequiresRight(Right.SEE_DEBTOR)
  HttpResponse<?> search(HttpRequest<?> request, @QueryValue(defaultValue = "") String q) {
    String wanted = SafeText.value(SafeText.cut(q, 60));
    List<Account> found = file.search(wanted);
    if (found.size() > 1) {
      // A single result is logged by its own page, which follows.
      Map<String, String> words = Map.of("words", wanted, "known", Integer.toString(found.size()));
      log.note(AdmittedRequest.of(request).actor(), AuditLog.Deed.of("account search", "account *", words));
    }
    return found.size() == 1
        ? FormAnswers.to("/debtors/" + FormAnswers.piece(found.getFirst().number()))
        : pages.show(request, (html, hooks, view) -> JtedebtorsGenerated.render(html, hooks, view, wanted, found));
  }

  @Get("/{number}")
  @RequiresRight(Right.SEE_DEBTOR)
  HttpResponse<?> one(HttpRequest<?> request, @PathVariable String number) {
    Optional<Account> account = accounts.byNumber(SafeText.storable(number));
    if (account.isEmpty()) {
      return FormAnswers.missing();
    }
    log.note(AdmittedRequest.of(request).actor(), AuditLog.Deed.of("account see", "account " + account.get().number()));
    DebtorView view = new DebtorView(
        account.get(), statuses.of(account.get()), stories.of(account.get()), payments.of(account.get()),
        file.messages(account.get()), tickets.reasonsOf(account.get()), clock.instant());
    return pages.show(request, (html, hooks, reader) -> JtedebtorGenerated.render(html, hooks, reader, view));
  }
}
