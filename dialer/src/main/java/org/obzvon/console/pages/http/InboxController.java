package org.obzvon.console.pages.http;

import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.MediaType;
import io.micronaut.http.annotation.Consumes;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.PathVariable;
import io.micronaut.http.annotation.Post;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.obzvon.commands.InboxUseCases;
import org.obzvon.console.http.AdmittedRequest;
import org.obzvon.console.http.Pages;
import org.obzvon.console.http.RequiresRight;
import org.obzvon.console.http.jte.JteinboxGenerated;
import org.obzvon.register.Account;
import org.obzvon.register.Accounts;
import org.obzvon.sms.Inbox;
import org.obzvon.staff.Right;

/// The pages `/inbox`: text messages of debtors that somebody has to read. Users who may not look up debtors see only
/// the end of the number.
@Controller("/inbox")
@Consumes(MediaType.APPLICATION_FORM_URLENCODED)
@ExecuteOn(TaskExecutors.BLOCKING)
final class InboxController {
  private static final int MOST_SHOWN = 100;

  private final InboxUseCases inbox;
  private final Accounts accounts;
  private final Pages pages;

  InboxController(InboxUseCases inbox, Accounts accounts, Pages pages) {
    this.inbox = inbox;
    this.accounts = accounts;
    this.pages = pages;
  }

  @Get
  @RequiresRight(Right.SEE_MESSAGES)
  HttpResponse<?> list(HttpRequest<?> request) {
    List<Inbox.Entry> entries = inbox.open(MOST_SHOWN);
    Set<UUID> ids = entries.stream().flatMap(entry -> entry.account().stream()).collect(Collectors.toSet());
    Map<UUID, Account> known = ids.isEmpty() ? Map.of() : accounts.byIds(ids);
    return pages.show(
        request, (html, hooks, view) -> JteinboxGenerated.render(html, hooks, view, entries, known));
  }

  @Post("/{id}/close")
  @RequiresRight(Right.ANSWER_MESSAGES)
  HttpResponse<?> close(HttpRequest<?> request, @PathVariable UUID id) {
    inbox.close(AdmittedRequest.of(request).actor(), id);
    return FormAnswers.to("/inbox");
  }
}
