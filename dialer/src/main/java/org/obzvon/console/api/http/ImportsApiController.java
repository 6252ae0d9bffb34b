package org.obzvon.console.api.http;

import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.MediaType;
import io.micronaut.http.annotation.Consumes;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Post;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import java.nio.file.Files;
import java.time.ZoneId;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiFunction;
import org.obzvon.commands.UploadFolder;
import org.obzvon.console.ImportDefaultsParser;
import org.obzvon.console.api.ApiQuery;
import org.obzvon.console.http.AdmittedRequest;
import org.obzvon.console.http.RequiresRight;
import org.obzvon.payment.PaymentFileImport;
import org.obzvon.payment.PaymentFormat;
import org.obzvon.payment.PaymentImport;
import org.obzvon.register.Mapping;
import org.obzvon.register.Progress;
import org.obzvon.register.RegisterImport;
import org.obzvon.register.Snapshots.Manner;
import org.obzvon.staff.Right;

/// The routes that import registers and payments, as a table or as JSON rows, with the same imports as the command
/// line.
@Controller("/api/v1")
final class ImportsApiController {
  private static final Set<String> OF_REGISTER = Set.of("source", "date", "dry_run", "again", "allow_missing", "region",
      "currency", "language", "zone");
  private static final Set<String> OF_PAYMENTS = Set.of("source", "dry_run", "zone", "format");

  private final ApiRequests desk;
  private final ApiSteps.Imports imports;
  private final ImportRoom room;

  ImportsApiController(ApiRequests desk, ApiSteps steps, ImportRoom room) {
    this.desk = desk;
    this.imports = steps.imports();
    this.room = room;
  }

  @Post("/registers")
  @Consumes({"text/csv", MediaType.APPLICATION_JSON})
  @RequiresRight(value = Right.IMPORT_REGISTER, bodyAtMost = ImportRoom.LARGEST_BODY, counted = true)
  @ExecuteOn(TaskExecutors.BLOCKING)
  HttpResponse<?> registers(HttpRequest<?> request) {
    return take(request, OF_REGISTER, (folder, query) -> {
      ImportInput table = ImportInput.of(request, folder, query.text("source"), query.flag("dry_run"), "billing");
      var origin = new RegisterImport.Origin(table.source(), query.day("date"));
      var defaults = new Mapping.Defaults(ImportInput.region(query), ImportInput.currency(query),
          ImportInput.language(query),
          ImportInput.zone(query));
      var outputs = new RegisterImport.Outputs(Optional.of(folder.rejected()), Optional.empty());
      var manner = new Manner(table.dryRun(), query.flag("again"), query.flag("allow_missing"));
      return ApiReply.ok(
          table.read(
              (file, rejections) -> {
                var asked = new RegisterImport.Request(file, Optional.empty(), origin, defaults, outputs, manner);
                var report = imports.registers().by(AdmittedRequest.of(request).actor()).take(asked, Progress.NONE);
                return ImportViews.Register.of(report, table.dryRun(), rejections.of(report.rejectedFile()));
              }));
    });
  }

  @Post("/payments")
  @Consumes({"text/csv", "text/plain", "application/xml", "text/xml", MediaType.APPLICATION_JSON})
  @RequiresRight(value = Right.IMPORT_PAYMENTS, bodyAtMost = ImportRoom.LARGEST_BODY, counted = true)
  @ExecuteOn(TaskExecutors.BLOCKING)
  HttpResponse<?> payments(HttpRequest<?> request) {
    return take(request, OF_PAYMENTS, (folder, query) -> {
      ImportInput table = ImportInput.of(request, folder, query.text("source"), query.flag("dry_run"), "api");
      var manner = new PaymentImport.Manner(table.source(), table.dryRun());
      Optional<ZoneId> zone = ImportInput.zone(query);
      Optional<PaymentFormat> format = new ImportDefaultsParser("").format(query.text("format").orElse(""));
      return ApiReply.ok(
          table.read(
              (file, rejections) -> {
                var asked = new PaymentFileImport.Request(file, Optional.empty(), Optional.of(folder.rejected()), zone,
                    manner,
                    format);
                var report = imports.payments().by(AdmittedRequest.of(request).actor()).take(asked, Progress.NONE);
                return ImportViews.Payments.of(report, manner, rejections.of(report.rejectedFile()));
              }));
    });
  }

  private HttpResponse<?> take(
      HttpRequest<?> request, Set<String> known, BiFunction<UploadFolder, ApiQuery, ApiReply> work) {
    return room.<HttpResponse<?>>with(
        request,
        folder -> desk.change(
            request, () -> Files.newInputStream(folder.file()), known, query -> work.apply(folder, query)));
  }
}
