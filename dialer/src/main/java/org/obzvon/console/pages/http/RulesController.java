package org.obzvon.console.pages.http;

import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.PathVariable;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import java.util.Map;
import org.obzvon.comparison.RateTable;
import org.obzvon.console.http.Needs;
import org.obzvon.console.http.Pages;
import org.obzvon.policy.Profiles;
import org.obzvon.staff.Right;

/// `/policies` and `/rates`: what the service keeps to and reckons with, and where each number comes from.
@Controller
@ExecuteOn(TaskExecutors.BLOCKING)
final class RulesController {
  private final Profiles profiles;
  private final RateTable rates;
  private final Pages pages;

  RulesController(Profiles profiles, RateTable rates, Pages pages) {
    this.profiles = profiles;
    this.rates = rates;
    this.pages = pages;
  }

  @Get("/policies")
  @Needs(Right.SEE_RULES)
  HttpResponse<?> policies(HttpRequest<?> request) {
    return pages.show(request, "policies", Map.of("profiles", profiles.all()));
  }

  @Get("/policies/{id}")
  @Needs(Right.SEE_RULES)
  HttpResponse<?> policy(HttpRequest<?> request, @PathVariable String id) {
    return profiles.find(id).<HttpResponse<?>>map(one -> pages.show(request, "policy", Map.of("profile", one)))
        .orElseGet(Answers::missing);
  }

  @Get("/rates")
  @Needs(Right.SEE_RULES)
  HttpResponse<?> rates(HttpRequest<?> request) {
    return pages.show(request, "rates", Map.of("rates", rates));
  }
}
