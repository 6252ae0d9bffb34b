package org.obzvon.console.pages.http;

import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.PathVariable;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import org.obzvon.comparison.RateTable;
import org.obzvon.console.http.Pages;
import org.obzvon.console.http.RequiresRight;
import org.obzvon.console.http.jte.JtepoliciesGenerated;
import org.obzvon.console.http.jte.JtepolicyGenerated;
import org.obzvon.console.http.jte.JteratesGenerated;
import org.obzvon.policy.Profiles;
import org.obzvon.staff.Right;

/// The pages `/policies` and `/rates`: the rules and prices that the service uses, with the source of each number.
@Controller
@ExecuteOn(TaskExecutors.BLOCKING)
final class PoliciesAndRatesController {
  private final Profiles profiles;
  private final RateTable rates;
  private final Pages pages;

  PoliciesAndRatesController(Profiles profiles, RateTable rates, Pages pages) {
    this.profiles = profiles;
    this.rates = rates;
    this.pages = pages;
  }

  @Get("/policies")
  @RequiresRight(Right.SEE_RULES)
  HttpResponse<?> policies(HttpRequest<?> request) {
    return pages.show(request, (html, hooks, view) -> JtepoliciesGenerated.render(html, hooks, view, profiles.all()));
  }

  @Get("/policies/{id}")
  @RequiresRight(Right.SEE_RULES)
  HttpResponse<?> policy(HttpRequest<?> request, @PathVariable String id) {
    return profiles.find(id).<HttpResponse<?>>map(one -> pages.show(
        request, (html, hooks, view) -> JtepolicyGenerated.render(html, hooks, view, one)))
        .orElseGet(FormAnswers::missing);
  }

  @Get("/rates")
  @RequiresRight(Right.SEE_RULES)
  HttpResponse<?> rates(HttpRequest<?> request) {
    return pages.show(request, (html, hooks, view) -> JteratesGenerated.render(html, hooks, view, rates));
  }
}
