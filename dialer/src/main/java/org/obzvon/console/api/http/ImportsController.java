package org.obzvon.console.api.http;

import io.micronaut.core.annotation.Nullable;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.MediaType;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Consumes;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Post;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.obzvon.console.http.Needs;
import org.obzvon.payment.PaymentFiles;
import org.obzvon.payment.PaymentImport;
import org.obzvon.register.Mapping;
import org.obzvon.register.Progress;
import org.obzvon.register.RegisterImport;
import org.obzvon.register.Snapshots.Manner;
import org.obzvon.staff.AuditLog.Deed;
import org.obzvon.staff.Right;

/// Registers and payments, as a table or as JSON rows, by the same imports as on the command line.
@Controller("/api/v1")
final class ImportsController {
  static final int REGISTER_AT_MOST = 20 * 1024 * 1024;
  static final int PAYMENTS_AT_MOST = 5 * 1024 * 1024;
  private static final Set<String> OF_REGISTER =
      Set.of("source", "date", "dry_run", "again", "region", "currency", "language", "zone");
  private static final Set<String> OF_PAYMENTS = Set.of("source", "dry_run", "zone");

  private final ApiDesk desk;
  private final ApiSteps.Imports imports;

  ImportsController(ApiDesk desk, ApiSteps steps) {
    this.desk = desk;
    this.imports = steps.imports();
  }

  @Post("/registers")
  @Consumes({"text/csv", MediaType.APPLICATION_JSON})
  @Needs(value = Right.IMPORT_REGISTER, bodyAtMost = REGISTER_AT_MOST)
  @ExecuteOn(TaskExecutors.BLOCKING)
  HttpResponse<?> registers(HttpRequest<?> request, @Nullable @Body byte[] body) {
    byte[] given = Given.bytes(body);
    return desk.change(
        request, given, OF_REGISTER,
        query -> {
          Given table = Given.of(request, given, query.text("source"), query.flag("dry_run"), "billing");
          var origin = new RegisterImport.Origin(table.source(), query.day("date"));
          var defaults =
              new Mapping.Defaults(
                  Given.region(query), Given.currency(query), Given.language(query), Given.zone(query));
          ImportViews.Register view =
              table.read(
                  (file, rejections) -> {
                    var outputs = new RegisterImport.Outputs(Optional.empty(), Optional.empty());
                    var manner = new Manner(table.dryRun(), query.flag("again"));
                    var report =
                        imports.registers().take(
                            new RegisterImport.Request(file, Optional.empty(), origin, defaults, outputs, manner),
                            Progress.NONE);
                    return ImportViews.Register.of(report, table.dryRun(), rejections.of(report.rejectedFile()));
                  });
          if (!table.dryRun()) {
            Map<String, String> counts =
                Map.of("accepted", "" + view.accepted(), "rejected", "" + view.rejected());
            desk.note(request, Deed.of("register import", "register " + view.source() + " " + view.takenOn(), counts));
          }
          return Reply.ok(view);
        });
  }

  @Post("/payments")
  @Consumes({"text/csv", MediaType.APPLICATION_JSON})
  @Needs(value = Right.IMPORT_PAYMENTS, bodyAtMost = PAYMENTS_AT_MOST)
  @ExecuteOn(TaskExecutors.BLOCKING)
  HttpResponse<?> payments(HttpRequest<?> request, @Nullable @Body byte[] body) {
    byte[] given = Given.bytes(body);
    return desk.change(
        request, given, OF_PAYMENTS,
        query -> {
          Given table = Given.of(request, given, query.text("source"), query.flag("dry_run"), "api");
          var manner = new PaymentImport.Manner(table.source(), table.dryRun());
          ImportViews.Payments view =
              table.read(
                  (file, rejections) -> {
                    var report =
                        imports.payments().take(
                            new PaymentFiles.Request(file, Optional.empty(), Optional.empty(), Given.zone(query), manner),
                            Progress.NONE);
                    return ImportViews.Payments.of(report, manner, rejections.of(report.rejectedFile()));
                  });
          if (!table.dryRun()) {
            Map<String, String> counts = Map.of("taken", "" + view.taken(), "rejected", "" + view.rejected());
            desk.note(request, Deed.of("payments import", "payments " + view.source(), counts));
          }
          return Reply.ok(view);
        });
  }
}
