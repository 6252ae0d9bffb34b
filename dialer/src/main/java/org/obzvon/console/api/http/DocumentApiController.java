package org.obzvon.console.api.http;

import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Produces;
import org.obzvon.console.api.ApiDocument;
import org.obzvon.console.http.OpenToAll;
import org.obzvon.console.http.Pages;
import org.obzvon.console.http.jte.JteapiGenerated;

/// The document that describes the API, for programs at `/api/v1/openapi.yaml` and for people at `/api`. It reveals
/// nothing that does not come with the program.
@Controller("/api")
final class DocumentApiController {
  private final ApiDocument document;
  private final Pages pages;

  DocumentApiController(ApiSteps steps, Pages pages) {
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
    return pages.show(request, (html, hooks, view) -> JteapiGenerated.render(html, hooks, view, document));
  }
}
