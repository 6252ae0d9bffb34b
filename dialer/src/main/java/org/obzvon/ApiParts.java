package org.obzvon;

import java.time.InstantSource;
import org.jooq.DSLContext;
import org.obzvon.comparison.json.ComparisonJson;
import org.obzvon.comparison.yaml.YamlRateFile;
import org.obzvon.console.api.RateLimit;
import org.obzvon.console.api.http.ApiSteps;
import org.obzvon.console.api.jooq.JooqAnswers;
import org.obzvon.console.api.yaml.OpenApiFile;
import org.obzvon.contact.jooq.JooqContactPages;
import org.obzvon.payment.csv.CsvPaymentFiles;
import org.obzvon.policy.jooq.JooqAccountStory;
import org.obzvon.policy.jooq.JooqSuppressionPages;
import org.obzvon.register.csv.CsvRegisterImport;
import org.obzvon.register.jooq.JooqSnapshots;
import org.obzvon.staff.AuditLog;

/// What the API works with, put together.
final class ApiParts {
  private ApiParts() {}

  static ApiSteps steps(Adapters adapters, Settings settings, AuditLog log) {
    DSLContext db = adapters.db();
    InstantSource clock = adapters.clock();
    var comparing = new ApiSteps.Comparing(adapters.reports(), new YamlRateFile().shipped(), new ComparisonJson());
    return new ApiSteps(
        new ApiSteps.Keeping(new JooqAnswers(db, clock), new RateLimit(RateLimit.Bounds.USUAL, clock), log, clock),
        new ApiSteps.Imports(
            new CsvRegisterImport(new JooqSnapshots(db, clock), clock), new CsvPaymentFiles(adapters.payments())),
        new ApiSteps.Campaigning(
            adapters.catalogue().files(settings.channels()), adapters.control(settings.channels()),
            adapters.campaigns(), comparing),
        new ApiSteps.Debtors(
            adapters.accounts(), new JooqAccountStory(db, adapters.suppressions()), new JooqContactPages(db)),
        new ApiSteps.Stops(adapters.suppressions(), new JooqSuppressionPages(db, clock)),
        OpenApiFile.read());
  }
}
