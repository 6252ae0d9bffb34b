package org.obzvon.console.api.http;

import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Produces;
import java.util.Map;
import org.obzvon.console.api.ApiDocument;
import org.obzvon.console.http.OpenToAll;
import org.obzvon.console.http.Pages;

/// The document that describes the API, for programs at `/api/v1/openapi.yaml` and for people at `/api`. It tells
/// nothing that does not come with the program.
@Controller("/api")
final class DocumentController {
  private final ApiDocument document;
  private final Pages pages;

  DocumentController(ApiSteps steps, Pages pages) {
    this.document = steps.house().document();
    this.pages = pages;
  }

  @Get("/v1/openapi.yaml")
  @OpenToAll
  @Produces("application/yaml")
  HttpResponse<String> document() {
    return HttpResponse.ok(document.text());
  }

  @Get
  @OpenToAll
  HttpResponse<String> page(HttpRequest<?> request) {
    return pages.show(request, "api", Map.of("document", document));
  }
}
