package org.obzvon.console.api.http;

import io.micronaut.core.annotation.Nullable;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.MediaType;
import io.micronaut.http.annotation.Body;
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
import org.obzvon.console.InboxMessageView;
import org.obzvon.console.api.ApiQuery;
import org.obzvon.console.api.Refusal;
import org.obzvon.console.http.AdmittedRequest;
import org.obzvon.console.http.RequiresRight;
import org.obzvon.register.Account;
import org.obzvon.register.Accounts;
import org.obzvon.register.ListPosition;
import org.obzvon.sms.Inbox.Entry;
import org.obzvon.staff.Right;

/// The routes of the inbox: text messages of debtors that nobody has read. A waiting message blocks robot calls and
/// texts to its number.
@Controller("/api/v1/inbox")
@ExecuteOn(TaskExecutors.BLOCKING)
final class InboxApiController {
  private final ApiRequests desk;
  private final InboxUseCases inbox;
  private final Accounts accounts;

  InboxApiController(ApiRequests desk, ApiSteps steps) {
    this.desk = desk;
    this.inbox = steps.debtors().inbox();
    this.accounts = steps.debtors().accounts();
  }

  @Get
  @RequiresRight(Right.SEE_MESSAGES)
  HttpResponse<?> list(HttpRequest<?> request) {
    return desk.read(
        request, Set.of("limit", "cursor"),
        query -> ApiReply.ok(
            PageView.of(
                query, "inbox", (after, limit) -> views(inbox.open(after, limit)),
                new PageView.Shape<>(
                    view -> view, (InboxMessageView view) -> new ListPosition(view.receivedAt(), view.id())))));
  }

  private List<InboxMessageView> views(List<Entry> entries) {
    Set<UUID> ids = entries.stream().flatMap(entry -> entry.account().stream()).collect(Collectors.toSet());
    Map<UUID, Account> known = ids.isEmpty() ? Map.of() : accounts.byIds(ids);
    return entries.stream().map(entry -> InboxMessageView.of(entry, known)).toList();
  }

  @Get("/{id}")
  @RequiresRight(Right.SEE_MESSAGES)
  HttpResponse<?> one(HttpRequest<?> request, @PathVariable String id) {
    return desk.read(request, Set.of(), _ -> ApiReply.ok(found(ApiQuery.id(id))));
  }

  @Post("/{id}/close")
  @Consumes(MediaType.ALL)
  @RequiresRight(Right.ANSWER_MESSAGES)
  HttpResponse<?> close(HttpRequest<?> request, @PathVariable String id, @Nullable @Body byte[] body) {
    return desk.change(
        request, ImportInput.bytes(body), Set.of(),
        _ -> {
          UUID message = found(ApiQuery.id(id)).id();
          if (!inbox.close(AdmittedRequest.of(request).actor(), message)) {
            throw Refusal.conflict("the message is closed already");
          }
          return ApiReply.ok(found(message));
        });
  }

  private InboxMessageView found(UUID id) {
    return inbox.find(id)
        .map(entry -> views(List.of(entry)).getFirst())
        .orElseThrow(() -> Refusal.missing("there is no message with this id"));
  }
}
