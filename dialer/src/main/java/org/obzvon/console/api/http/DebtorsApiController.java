package org.obzvon.console.api.http;

import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.PathVariable;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.obzvon.console.api.ApiQuery;
import org.obzvon.console.api.Refusal;
import org.obzvon.console.api.StorableText;
import org.obzvon.console.http.RequiresRight;
import org.obzvon.contact.Channel;
import org.obzvon.contact.ContactPages;
import org.obzvon.contact.ContactPages.Planned;
import org.obzvon.contact.ContactPages.Tried;
import org.obzvon.contact.ContactState;
import org.obzvon.document.BadInput;
import org.obzvon.document.Problem;
import org.obzvon.document.SafeText;
import org.obzvon.register.Account;
import org.obzvon.staff.AuditLog.Deed;
import org.obzvon.staff.Right;

/// The routes of contacts, their outcomes, and the explanation why an account was contacted or not.
@Controller("/api/v1")
@ExecuteOn(TaskExecutors.BLOCKING)
final class DebtorsApiController {
  private static final Set<String> OF_LISTS = Set.of("campaign", "account", "from", "to", "limit", "cursor");

  private final ApiRequests desk;
  private final ApiSteps.Debtors debtors;

  DebtorsApiController(ApiRequests desk, ApiSteps steps) {
    this.desk = desk;
    this.debtors = steps.debtors();
  }

  record ContactView(
      UUID id, String campaign, String account, String arm, boolean simulated, int step, Channel channel,
      ContactState state, int attempts, Instant dueAt, Instant expiresAt, Optional<String> closedWhy) {

    private static ContactView of(Planned one) {
      var place = one.place();
      return new ContactView(
          one.id(), place.campaign(), place.account(), place.arm(), place.simulated(), one.step(), one.channel(),
          one.state(), one.attempts(), one.window().due(), one.window().expires(), one.closedWhy());
    }
  }

  /// @param number number of the attempt within its contact, from 1
  record OutcomeView(
      UUID attempt, UUID contact, String campaign, String account, String arm, boolean simulated, int number,
      Channel channel, String outcome, Optional<String> detail, Optional<String> reason, Instant writtenAt,
      Optional<Instant> answeredAt, Instant endedAt, Instant closedAt) {

    private static OutcomeView of(Tried one) {
      var place = one.place();
      var times = one.times();
      return new OutcomeView(
          one.id(), one.contact(), place.campaign(), place.account(), place.arm(), place.simulated(), one.number(),
          one.channel(), one.end().outcome(), one.end().detail(), one.end().reason(), times.writtenAt(),
          times.answeredAt(), times.endedAt(), times.closedAt());
    }
  }

  @Get("/contacts")
  @RequiresRight(Right.SEE_DEBTOR)
  HttpResponse<?> contacts(HttpRequest<?> request) {
    return desk.read(
        request, OF_LISTS,
        query -> {
          var filter = noted(request, filter(query));
          return ApiReply.ok(
              PageView.of(
                  query, "contacts " + filter, (after, limit) -> debtors.pages().contacts(filter, after, limit),
                  new PageView.Shape<>(ContactView::of, Planned::position)));
        });
  }

  @Get("/outcomes")
  @RequiresRight(Right.SEE_OUTCOMES)
  HttpResponse<?> outcomes(HttpRequest<?> request) {
    return desk.read(
        request, OF_LISTS,
        query -> {
          var filter = noted(request, filter(query));
          return ApiReply.ok(
              PageView.of(
                  query, "outcomes " + filter, (after, limit) -> debtors.pages().outcomes(filter, after, limit),
                  new PageView.Shape<>(OutcomeView::of, Tried::position)));
        });
  }

  /// Logs a list about one account as a look at its debtor; lists of many accounts hold no names and no phone numbers.
  private ContactPages.Filter noted(HttpRequest<?> request, ContactPages.Filter filter) {
    filter.account()
        .ifPresent(account -> desk.note(request, Deed.of("contacts see", "account " + SafeText.line(account, 64))));
    return filter;
  }

  private static ContactPages.Filter filter(ApiQuery query) {
    var filter = new ContactPages.Filter(
        query.text("campaign"), query.text("account"), query.instant("from"), query.instant("to"));
    if (filter.from().isPresent() && filter.to().isPresent() && !filter.from().get().isBefore(filter.to().get())) {
      throw new BadInput(new Problem("query", 0, "to", "must lie after from"));
    }
    return filter;
  }

  @Get("/accounts/{number}/explanation")
  @RequiresRight(Right.SEE_DEBTOR)
  HttpResponse<?> explanation(HttpRequest<?> request, @PathVariable String number) {
    return desk.read(
        request, Set.of(),
        _ -> {
          Account account = Optional.of(number).filter(text -> StorableText.fault(text, 64).isEmpty())
              .flatMap(debtors.accounts()::byNumber)
              .orElseThrow(() -> Refusal.missing("there is no account with this number"));
          desk.note(request, Deed.of("account explain", "account " + account.number()));
          return ApiReply.ok(
              ExplanationView.of(
                  account, debtors.statuses().of(account), debtors.stories().of(account),
                  debtors.payments().of(account)));
        });
  }
}
