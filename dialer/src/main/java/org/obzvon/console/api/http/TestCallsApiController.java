package org.obzvon.console.api.http;

import io.micronaut.core.annotation.Nullable;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.MediaType;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Consumes;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Post;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.obzvon.call.TestCalls;
import org.obzvon.commands.TestCallUseCases;
import org.obzvon.console.OutcomeNames;
import org.obzvon.console.api.json.JsonBody;
import org.obzvon.console.api.json.JsonValue;
import org.obzvon.console.http.AdmittedRequest;
import org.obzvon.console.http.RequiresRight;
import org.obzvon.document.Sentence;
import org.obzvon.register.Phone;
import org.obzvon.staff.Right;

/// The routes of calls to the installation's own numbers, which count in no statistics.
@Controller("/api/v1/test-calls")
@ExecuteOn(TaskExecutors.BLOCKING)
final class TestCallsApiController {
  private static final int LONGEST_NAME = 80;

  private final ApiRequests desk;
  private final TestCallUseCases tests;

  TestCallsApiController(ApiRequests desk, TestCallUseCases tests) {
    this.desk = desk;
    this.tests = tests;
  }

  /// @param state `UNDER_WAY`, `ENDED` or `FAILED`
  /// @param fault reason why there is no outcome
  record TestCallView(
      Instant at, String number, String script, String account, String state, @Nullable String exchange,
      @Nullable String outcome, @Nullable Long talkedSeconds, @Nullable String keys, @Nullable String cause,
      @Nullable String fault) {}

  record TestCallsView(List<TestCallView> items) {}

  /// Returns the test calls that this process began, newest first.
  @Get
  @RequiresRight(Right.RUN_CAMPAIGNS)
  HttpResponse<?> newest(HttpRequest<?> request) {
    return desk.read(
        request, Set.of(),
        _ -> ApiReply.ok(new TestCallsView(tests.newest().stream().map(TestCallsApiController::view).toList())));
  }

  /// Begins a call; the list shows its progress.
  @Post
  @Consumes(MediaType.APPLICATION_JSON)
  @RequiresRight(Right.RUN_CAMPAIGNS)
  HttpResponse<?> call(HttpRequest<?> request, @Nullable @Body byte[] body) {
    byte[] given = ImportInput.bytes(body);
    return desk.change(
        request, given, Set.of(),
        _ -> {
          JsonValue root = JsonBody.read(given).only("number", "script", "account", "exchange", "caller_id");
          var wanted = new TestCalls.Request(
              phone(root.get("number")), root.get("script").text(LONGEST_NAME),
              root.get("account").text(LONGEST_NAME),
              root.find("exchange").map(name -> name.text(LONGEST_NAME)),
              root.find("caller_id").map(TestCallsApiController::phone));
          return ApiReply.created(view(tests.start(AdmittedRequest.of(request).actor(), wanted)));
        });
  }

  private static Phone phone(JsonValue value) {
    try {
      return new Phone(value.text(16));
    } catch (IllegalArgumentException _) {
      throw value.bad("must be an international number such as +37369123456");
    }
  }

  private static TestCallView view(TestCallUseCases.Shown shown) {
    Optional<TestCalls.Result> result = shown.result();
    String state = shown.isUnderWay() ? "UNDER_WAY" : result.isPresent() ? "ENDED" : "FAILED";
    return new TestCallView(
        shown.at(), shown.request().number().e164(), shown.request().script(), shown.request().account(), state,
        result.map(TestCalls.Result::exchange).orElse(null),
        result.map(TestCalls.Result::outcome).map(OutcomeNames::of).orElse(null),
        result.flatMap(TestCalls.Result::talked).map(Duration::toSeconds).orElse(null),
        result.map(one -> one.trace().keys()).filter(keys -> !keys.isEmpty()).orElse(null),
        result.flatMap(one -> one.trace().techCause()).orElse(null),
        shown.fault().map(Sentence::english).orElse(null));
  }
}
