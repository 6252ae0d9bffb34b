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
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.obzvon.commands.SuppressionUseCases;
import org.obzvon.console.api.ApiQuery;
import org.obzvon.console.api.Refusal;
import org.obzvon.console.api.json.JsonBody;
import org.obzvon.console.api.json.JsonValue;
import org.obzvon.console.http.AdmittedRequest;
import org.obzvon.console.http.RequiresRight;
import org.obzvon.document.BadInput;
import org.obzvon.policy.StopKind;
import org.obzvon.policy.Suppression;
import org.obzvon.policy.Suppressions;
import org.obzvon.register.Account;
import org.obzvon.register.Accounts;
import org.obzvon.register.ListPosition;
import org.obzvon.register.Phone;
import org.obzvon.staff.Right;

/// The routes of suppressions. A new one is in force when its request is answered.
@Controller("/api/v1/suppressions")
@ExecuteOn(TaskExecutors.BLOCKING)
final class SuppressionsApiController {
  private static final int LONGEST_NOTE = 500;

  private final ApiRequests desk;
  private final ApiSteps.Stops stops;
  private final Accounts accounts;

  SuppressionsApiController(ApiRequests desk, ApiSteps steps) {
    this.desk = desk;
    this.stops = steps.stops();
    this.accounts = steps.debtors().accounts();
  }

  @Get
  @RequiresRight(Right.SEE_STOPS)
  HttpResponse<?> list(HttpRequest<?> request) {
    return desk.read(
        request, Set.of("all", "limit", "cursor"),
        query -> {
          var scope = query.flag("all") ? Suppressions.Scope.ALL : Suppressions.Scope.IN_FORCE;
          PageView<Suppression> page = PageView.of(
              query, "suppressions " + scope, (after, limit) -> stops.pages().page(scope, after, limit),
              new PageView.Shape<>(
                  stop -> stop, (Suppression stop) -> new ListPosition(stop.term().since(), stop.id())));
          return ApiReply.ok(new PageView<>(views(page.items()), page.next()));
        });
  }

  @Get("/{id}")
  @RequiresRight(Right.SEE_STOPS)
  HttpResponse<?> one(HttpRequest<?> request, @PathVariable String id) {
    return desk.read(request, Set.of(), _ -> ApiReply.ok(view(found(ApiQuery.id(id)))));
  }

  @Post
  @Consumes(MediaType.APPLICATION_JSON)
  @RequiresRight(Right.CHANGE_STOPS)
  HttpResponse<?> add(HttpRequest<?> request, @Nullable @Body byte[] body) {
    byte[] given = ImportInput.bytes(body);
    return desk.change(
        request, given, Set.of(),
        _ -> {
          JsonValue root = JsonBody.read(given).only("phone", "account", "kind", "until", "note");
          Suppression.Target target = target(root);
          StopKind kind = root.get("kind").oneOf(StopKind.class);
          Optional<LocalDate> until = root.find("until").map(JsonValue::day);
          String note = root.find("note").map(text -> text.text(LONGEST_NOTE)).orElse("");
          var wanted = new SuppressionUseCases.Wanted(target, kind, until, note);
          return ApiReply.created(view(stops.desk().add(AdmittedRequest.of(request).actor(), wanted)));
        });
  }

  private Suppression.Target target(JsonValue root) {
    Optional<JsonValue> phone = root.find("phone");
    Optional<JsonValue> account = root.find("account");
    if (phone.isPresent() == account.isPresent()) {
      throw root.bad("must name either a phone or an account");
    }
    return phone.<Suppression.Target>map(value -> new Suppression.Target.Number(phone(value)))
        .orElseGet(() -> new Suppression.Target.Household(account(account.orElseThrow())));
  }

  private static Phone phone(JsonValue value) {
    try {
      return new Phone(value.text(16));
    } catch (IllegalArgumentException _) {
      throw value.bad("must be an international number such as +37369123456");
    }
  }

  private UUID account(JsonValue value) {
    return accounts.byNumber(value.text(64)).map(Account::id).orElseThrow(() -> value.bad("there is no such account"));
  }

  @Post("/{id}/lift")
  @Consumes(MediaType.ALL)
  @RequiresRight(Right.CHANGE_STOPS)
  HttpResponse<?> lift(HttpRequest<?> request, @PathVariable String id, @Nullable @Body byte[] body) {
    return desk.command(
        request, body,
        () -> {
          Suppression entry = found(ApiQuery.id(id));
          try {
            stops.desk().lift(AdmittedRequest.of(request).actor(), entry.id());
          } catch (BadInput _) {
            throw Refusal.conflict("the stop entry is not in force any more");
          }
          return ApiReply.ok(view(found(entry.id())));
        });
  }

  private Suppression found(UUID id) {
    return stops.suppressions().find(id).orElseThrow(() -> Refusal.missing("there is no stop entry with this id"));
  }

  private StopView view(Suppression stop) {
    return views(List.of(stop)).getFirst();
  }

  private List<StopView> views(List<Suppression> entries) {
    Set<UUID> ids = entries.stream().flatMap(stop -> household(stop).stream()).collect(Collectors.toSet());
    Map<UUID, Account> known = accounts.byIds(ids);
    return entries.stream()
        .map(stop -> StopView.of(stop, household(stop).map(known::get).map(Account::number)))
        .toList();
  }

  private static Optional<UUID> household(Suppression stop) {
    return stop.target() instanceof Suppression.Target.Household(UUID account) ? Optional.of(account)
        : Optional.empty();
  }
}
