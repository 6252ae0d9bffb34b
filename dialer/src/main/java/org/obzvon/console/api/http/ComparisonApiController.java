package org.obzvon.console.api.http;

import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.PathVariable;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.Set;
import org.obzvon.campaign.Arm;
import org.obzvon.campaign.Campaign;
import org.obzvon.comparison.CampaignReports;
import org.obzvon.console.api.ApiQuery;
import org.obzvon.console.api.Refusal;
import org.obzvon.console.api.StorableText;
import org.obzvon.console.http.RequiresRight;
import org.obzvon.document.BadInput;
import org.obzvon.document.Problem;
import org.obzvon.staff.Right;

/// The comparison of a campaign as `dialer compare --json` writes it. Every request is logged as a look at the
/// experiment.
@Controller("/api/v1/campaigns/{name}/comparison")
final class ComparisonApiController {
  private static final Set<String> KNOWN = Set.of("baseline", "window", "expected_accounts", "margin");

  private final ApiRequests desk;
  private final ApiSteps.Campaigning campaigning;

  ComparisonApiController(ApiRequests desk, ApiSteps steps) {
    this.desk = desk;
    this.campaigning = steps.campaigning();
  }

  @Get
  @RequiresRight(Right.SEE_COMPARISON)
  @ExecuteOn(TaskExecutors.BLOCKING)
  HttpResponse<?> compare(HttpRequest<?> request, @PathVariable String name) {
    return desk.read(request, KNOWN, query -> new ApiReply(200, report(query, name)));
  }

  private byte[] report(ApiQuery query, String name) {
    Campaign campaign = Optional.of(name).filter(word -> StorableText.fault(word, 63).isEmpty())
        .flatMap(campaigning.campaigns()::find)
        .orElseThrow(() -> Refusal.missing("there is no campaign of this name"));
    String baseline = query.text("baseline").orElse(Arm.HOLD_OUT);
    if (campaign.definition().experiment().arms().stream().noneMatch(arm -> arm.name().equals(baseline))) {
      throw new BadInput(
          new Problem("query", 0, "baseline", "must be an arm of the campaign; these are " + arms(campaign)));
    }
    Optional<Integer> window = query.integer("window", 1, 3650);
    Optional<Double> expected = query.number("expected_accounts", 1, 100_000_000);
    Optional<Double> margin = query.number("margin", 0.01, 99.99);
    ApiSteps.Comparing comparing = campaigning.comparing();
    var asked = new CampaignReports.Request(
        campaign.name(), baseline, window.map(OptionalInt::of).orElse(OptionalInt.empty()),
        expected.map(OptionalDouble::of).orElse(OptionalDouble.empty()),
        margin.map(points -> OptionalDouble.of(points / 100)).orElse(OptionalDouble.empty()), comparing.rates());
    StringWriter written = new StringWriter();
    comparing.format().write(comparing.reports().make(asked), written);
    return written.toString().getBytes(StandardCharsets.UTF_8);
  }

  private static String arms(Campaign campaign) {
    return String.join(", ", campaign.definition().experiment().arms().stream().map(Arm::name).toList());
  }
}
