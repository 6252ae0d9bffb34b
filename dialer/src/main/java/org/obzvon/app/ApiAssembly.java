package org.obzvon.app;

import java.time.InstantSource;
import org.jooq.DSLContext;
import org.obzvon.comparison.json.ComparisonJson;
import org.obzvon.comparison.yaml.YamlRateFile;
import org.obzvon.config.Settings;
import org.obzvon.console.api.http.ApiSteps;
import org.obzvon.console.api.jooq.JooqIdempotentAnswers;
import org.obzvon.console.api.yaml.OpenApiDocument;
import org.obzvon.contact.jooq.JooqContactPages;
import org.obzvon.payment.jooq.JooqPaymentHistory;
import org.obzvon.policy.jooq.JooqAccountTimeline;
import org.obzvon.policy.jooq.JooqSuppressionPages;

/// Assembles the parts that the API works with.
final class ApiAssembly {
  private ApiAssembly() {}

  static ApiSteps steps(Adapters adapters, ConsoleAssembly desk, Settings settings) {
    DSLContext db = adapters.db();
    InstantSource clock = adapters.clock();
    var comparing = new ApiSteps.Comparing(adapters.reports(), new YamlRateFile(settings::rates).usual(),
        new ComparisonJson());
    return new ApiSteps(
        new ApiSteps.Keeping(new JooqIdempotentAnswers(db, clock), desk.log(), clock),
        new ApiSteps.Imports(desk.registers(), desk.payments()),
        new ApiSteps.Campaigning(desk.campaigns(), adapters.campaigns(), comparing, desk.restores()),
        new ApiSteps.Debtors(
            adapters.accounts(), adapters.statuses(), new JooqAccountTimeline(db, adapters.suppressions()),
            new JooqContactPages(db), new JooqPaymentHistory(db, clock), desk.tickets(), desk.inbox()),
        new ApiSteps.Stops(desk.stops(), adapters.suppressions(), new JooqSuppressionPages(db, clock)),
        desk.persons(),
        new ApiSteps.House(desk.webhooks(), OpenApiDocument.read()));
  }
}
