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
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.obzvon.campaign.Campaign;
import org.obzvon.campaign.CampaignState;
import org.obzvon.console.CampaignDesk;
import org.obzvon.console.RestoreDesk;
import org.obzvon.console.http.Needs;
import org.obzvon.console.http.Pages;
import org.obzvon.console.http.Visit;
import org.obzvon.document.BadInput;
import org.obzvon.document.Problem;
import org.obzvon.schedule.DryRun;
import org.obzvon.staff.Actor;
import org.obzvon.staff.Right;

/// `/campaigns`: list, create from YAML or a short form, try, start, pause, stop.
@Controller("/campaigns")
@Consumes(MediaType.APPLICATION_FORM_URLENCODED)
@ExecuteOn(TaskExecutors.BLOCKING)
final class CampaignsController {
  private static final int LONGEST_YAML = 100_000;

  private final CampaignDesk desk;
  private final CampaignDraft drafts;
  private final RestoreDesk restores;
  private final Pages pages;

  CampaignsController(CampaignDesk desk, CampaignDraft drafts, RestoreDesk restores, Pages pages) {
    this.desk = desk;
    this.restores = restores;
    this.drafts = drafts;
    this.pages = pages;
  }

  @Get
  @Needs(Right.SEE_CAMPAIGNS)
  HttpResponse<?> list(HttpRequest<?> request) {
    return pages.show(request, "campaigns", Map.of("campaigns", desk.control().all(), "restored", restores.unconfirmed()));
  }

  @Get("/new")
  @Needs(Right.RUN_CAMPAIGNS)
  HttpResponse<?> fresh(HttpRequest<?> request) {
    return editor(request, "", List.of());
  }

  private HttpResponse<?> editor(HttpRequest<?> request, String yaml, List<Problem> problems) {
    Map<String, Object> values = Map.of("yaml", yaml, "problems", problems, "choices", drafts.choices());
    return pages.answer(request, "campaign-new", values, problems);
  }

  /// The short form writes the YAML, which stands in the editor then; nothing is stored yet.
  @Post("/draft")
  @Needs(Right.RUN_CAMPAIGNS)
  HttpResponse<?> draft(HttpRequest<?> request) {
    try {
      return editor(request, drafts.yaml(Visit.of(request).form()), List.of());
    } catch (BadInput bad) {
      return editor(request, "", bad.problems());
    }
  }

  @Post
  @Needs(Right.RUN_CAMPAIGNS)
  HttpResponse<?> create(HttpRequest<?> request) {
    Visit visit = Visit.of(request);
    String yaml = visit.form().text("yaml", LONGEST_YAML);
    try {
      Campaign campaign = desk.create(visit.actor(), "YAML", yaml);
      return Answers.to("/campaigns/" + Answers.piece(campaign.name()));
    } catch (BadInput bad) {
      return editor(request, yaml, bad.problems());
    }
  }

  @Get("/{name}")
  @Needs(Right.SEE_CAMPAIGNS)
  HttpResponse<?> one(HttpRequest<?> request, @PathVariable String name) {
    return named(name).<HttpResponse<?>>map(campaign -> page(request, campaign, Optional.empty(), List.of()))
        .orElseGet(Answers::missing);
  }

  private HttpResponse<?> page(
      HttpRequest<?> request, Campaign campaign, Optional<DryRun.Result> tried, List<Problem> problems) {
    Map<String, Object> values = new HashMap<>();
    values.put("campaign", campaign);
    values.put("enrolled", desk.control().enrolled(campaign.id()).size());
    values.put("tried", tried);
    values.put("restored", restores.unconfirmed());
    values.put("warnings", desk.control().warnings(campaign.definition()));
    return pages.answer(request, "campaign", values, problems);
  }

  @Get("/{name}/dry-run")
  @Needs(Right.SEE_CAMPAIGNS)
  HttpResponse<?> dryRun(HttpRequest<?> request, @PathVariable String name) {
    return named(name)
        .<HttpResponse<?>>map(
            campaign -> page(request, campaign, Optional.of(desk.control().dryRun(campaign)), List.of()))
        .orElseGet(Answers::missing);
  }

  @Post("/{name}/start")
  @Needs(Right.RUN_CAMPAIGNS)
  HttpResponse<?> start(HttpRequest<?> request, @PathVariable String name) {
    Visit visit = Visit.of(request);
    return command(request, name, campaign -> desk.start(visit.actor(), campaign, visit.form().has("anyway")));
  }

  @Post("/{name}/pause")
  @Needs(Right.RUN_CAMPAIGNS)
  HttpResponse<?> pause(HttpRequest<?> request, @PathVariable String name) {
    Actor actor = Visit.of(request).actor();
    return command(request, name, campaign -> desk.move(actor, campaign, CampaignState.PAUSED));
  }

  @Post("/{name}/stop")
  @Needs(Right.RUN_CAMPAIGNS)
  HttpResponse<?> stop(HttpRequest<?> request, @PathVariable String name) {
    Actor actor = Visit.of(request).actor();
    return command(request, name, campaign -> desk.move(actor, campaign, CampaignState.STOPPED));
  }

  private HttpResponse<?> command(HttpRequest<?> request, String name, Consumer<Campaign> command) {
    Optional<Campaign> campaign = named(name);
    if (campaign.isEmpty()) {
      return Answers.missing();
    }
    try {
      command.accept(campaign.get());
    } catch (BadInput bad) {
      return page(request, campaign.get(), Optional.empty(), bad.problems());
    }
    return Answers.to("/campaigns/" + Answers.piece(name));
  }

  private Optional<Campaign> named(String name) {
    return desk.control().all().stream().filter(campaign -> campaign.name().equals(name)).findFirst();
  }
}
