package org.obzvon.console.http;

import io.micronaut.http.HttpResponse;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.PathVariable;

/// The route `/assets/VERSION/NAME`.
@Controller("/assets")
final class AssetsController {
  private final Assets assets;

  AssetsController(Assets assets) {
    this.assets = assets;
  }

  @Get("/{version}/{name}")
  @OpenToAll
  HttpResponse<?> asset(@PathVariable String version, @PathVariable String name) {
    return assets.find(name)
        .<HttpResponse<?>>map(
            asset -> HttpResponse.ok(asset.bytes())
                .header("Content-Type", asset.type())
                .header("Cache-Control", "public, max-age=31536000, immutable"))
        .orElseGet(HttpResponse::notFound);
  }
}
