package org.obzvon.console.http;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.obzvon.staff.Tokens;

/// Holds the style sheet, script and pictures in memory. Their address changes with their content, so browsers may
/// cache them for ever.
public final class Assets {
  private static final Map<String, String> TYPES = Map.of("console.css", "text/css; charset=utf-8", "console.js",
      "text/javascript; charset=utf-8", "icon.svg",
      "image/svg+xml");

  private final Map<String, Asset> assets = new LinkedHashMap<>();
  private final String version;

  public record Asset(String type, byte[] bytes) {}

  public Assets() {
    StringBuilder all = new StringBuilder();
    TYPES.keySet().stream().sorted().forEach(
        name -> {
          byte[] bytes = read(name);
          assets.put(name, new Asset(TYPES.get(name), bytes));
          all.append(new String(bytes, StandardCharsets.UTF_8));
        });
    this.version = HexFormat.of().formatHex(Tokens.sha256(all.toString()), 0, 6);
  }

  String version() {
    return version;
  }

  Optional<Asset> find(String name) {
    return Optional.ofNullable(assets.get(name));
  }

  private static byte[] read(String name) {
    try (InputStream stream = Assets.class.getResourceAsStream("/console/assets/" + name)) {
      return stream.readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
