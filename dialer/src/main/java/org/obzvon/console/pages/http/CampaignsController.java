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
import java.util.Optional;
import java.util.function.Consumer;
import org.obzvon.campaign.Campaign;
import org.obzvon.campaign.CampaignState;
import org.obzvon.commands.CampaignUseCases;
import org.obzvon.commands.RestoreUseCases;
import org.obzvon.console.http.AdmittedRequest;
import org.obzvon.console.http.Pages;
import org.obzvon.console.http.RequiresRight;
import org.obzvon.console.http.jte.JtecampaignGenerated;
import org.obzvon.console.http.jte.JtecampaignnewGenerated;
import org.obzvon.console.http.jte.JtecampaignsGenerated;
import org.obzvon.document.BadInput;
import org.obzvon.document.Problem;
import org.obzvon.schedule.DryRun;
import org.obzvon.staff.Actor;
import org.obzvon.staff.Right;

/// The pages `/campaigns`: list, create from YAML or a short form, try, start, pause and stop campaigns.
@Controller("/campaigns")
@Consumes(MediaType.APPLICATION_FORM_URLENCODED)
@ExecuteOn(TaskExecutors.BLOCKING)
final class CampaignsController {
  private static final int LONGEST_YAML = 100_000;

  private final CampaignUseCases desk;
  private final CampaignDraft drafts;
  private final RestoreUseCases restores;
  private final Pages pages;

  CampaignsController(CampaignUseCases desk, CampaignDraft drafts, RestoreUseCases restores, Pages pages) {
    this.desk = desk;
    this.restores = restores;
    this.drafts = drafts;
    this.pages = pages;
  }

  @Get
  @RequiresRight(Right.SEE_CAMPAIGNS)
  HttpResponse<?> list(HttpRequest<?> request) {
    return pages.show(
        request,
        (html, hooks, view) -> JtecampaignsGenerated.render(
            html, hooks, view, restores.unconfirmed(), desk.control().all()));
  }

  @Get("/new")
  @RequiresRight(Right.RUN_CAMPAIGNS)
  HttpResponse<?> fresh(HttpRequest<?> request) {
    return editor(request, "", List.of());
  }

  private HttpResponse<?> editor(HttpRequest<?> request, String yaml, List<Problem> problems) {
    return pages.answer(
        request,
        (html, hooks, view) -> JtecampaignnewGenerated.render(html, hooks, view, yaml, problems, drafts.choices()),
        problems);
  }

  /// Writes the YAML from the short form and shows it in the editor; nothing is stored yet.
  @Post("/draft")
  @RequiresRight(Right.RUN_CAMPAIGNS)
  HttpResponse<?> draft(HttpRequest<?> request) {
    try {
      return editor(request, drafts.yaml(AdmittedRequest.of(request).form()), List.of());
    } catch (BadInput bad) {
      return editor(request, "", bad.problems());
    }
  }

  @Post
  @RequiresRight(Right.RUN_CAMPAIGNS)
  HttpResponse<?> create(HttpRequest<?> request) {
    AdmittedRequest visit = AdmittedRequest.of(request);
    String yaml = visit.form().text("yaml", LONGEST_YAML);
    try {
      Campaign campaign = desk.create(visit.actor(), "YAML", yaml);
      return FormAnswers.to("/campaigns/" + FormAnswers.piece(campaign.name()));
    } catch (BadInput bad) {
      return editor(request, yaml, bad.problems());
    }
  }

  @Get("/{name}")
  @RequiresRight(Right.SEE_CAMPAIGNS)
  HttpResponse<?> one(HttpRequest<?> request, @PathVariable String name) {
    return named(name).<HttpResponse<?>>map(campaign -> page(request, campaign, Optional.empty(), List.of()))
        .orElseGet(FormAnswers::missing);
  }

  private HttpResponse<?> page(
      HttpRequest<?> request, Campaign campaign, Optional<DryRun.Result> tried, List<Problem> problems) {
    int enrolled = desk.control().size(campaign.id());
    List<Problem> warnings = desk.control().warnings(campaign.definition());
    return pages.answer(
        request,
        (html, hooks, view) -> JtecampaignGenerated.render(
            html, hooks, view, restores.unconfirmed(), campaign, enrolled, tried, problems, warnings),
        problems);
  }

  @Get("/{name}/dry-run")
  @RequiresRight(Right.SEE_CAMPAIGNS)
  HttpResponse<?> dryRun(HttpRequest<?> request, @PathVariable String name) {
    return named(name)
        .<HttpResponse<?>>map(
            campaign -> page(request, campaign, Optional.of(desk.control().dryRun(campaign)), List.of()))
        .orElseGet(FormAnswers::missing);
  }

  @Post("/{name}/start")
  @RequiresRight(Right.RUN_CAMPAIGNS)
  HttpResponse<?> start(HttpRequest<?> request, @PathVariable String name) {
    AdmittedRequest visit = AdmittedRequest.of(request);
    return command(request, name, campaign -> desk.start(visit.actor(), campaign, visit.form().has("anyway")));
  }

  @Post("/{name}/pause")
  @RequiresRight(Right.RUN_CAMPAIGNS)
  HttpResponse<?> pause(HttpRequest<?> request, @PathVariable String name) {
    Actor actor = AdmittedRequest.of(request).actor();
    return command(request, name, campaign -> desk.move(actor, campaign, CampaignState.PAUSED));
  }

  @Post("/{name}/stop")
  @RequiresRight(Right.RUN_CAMPAIGNS)
  HttpResponse<?> stop(HttpRequest<?> request, @PathVariable String name) {
    Actor actor = AdmittedRequest.of(request).actor();
    return command(request, name, campaign -> desk.move(actor, campaign, CampaignState.STOPPED));
  }

  private HttpResponse<?> command(HttpRequest<?> request, String name, Consumer<Campaign> command) {
    Optional<Campaign> campaign = named(name);
    if (campaign.isEmpty()) {
      return FormAnswers.missing();
    }
    try {
      command.accept(campaign.get());
    } catch (BadInput bad) {
      return page(request, campaign.get(), Optional.empty(), bad.problems());
    }
    return FormAnswers.to("/campaigns/" + FormAnswers.piece(name));
  }

  private Optional<Campaign> named(String name) {
    return desk.control().all().stream().filter(campaign -> campaign.name().equals(name)).findFirst();
  }
}
