package org.obzvon.sms.http;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.obzvon.sms.http.Provider.Place;
import org.obzvon.sms.http.Provider.Request;

/// One request of a provider's file, filled in and sent once.
final class Exchange {
  private static final ObjectMapper JSON =
      new ObjectMapper(
          JsonFactory.builder()
              .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
              .streamReadConstraints(StreamReadConstraints.builder().maxNestingDepth(32).build())
              .build());
  private static final Pattern VARIABLE = Pattern.compile("\\{([a-z-]+)}");
  private static final long LONGEST_ANSWER = 65_536;

  private final HttpClient client;
  private final Duration timeout;

  Exchange(Duration timeout) {
    this.timeout = timeout;
    this.client =
        HttpClient.newBuilder()
            .connectTimeout(timeout)
            .version(HttpClient.Version.HTTP_1_1)
            .followRedirects(HttpClient.Redirect.NEVER)
            .build();
  }

  HttpResponse<String> send(Request request, Map<String, String> values) throws IOException, InterruptedException {
    Map<String, String> fields = new TreeMap<>();
    request.fields().forEach((name, value) -> fields.put(name, filled(value, values)));
    String url = encoded(request.url(), values);
    String query = request.form() == Provider.Form.QUERY ? form(fields) : "";
    String address = query.isEmpty() ? url : url + (url.contains("?") ? "&" : "?") + query;
    HttpRequest.Builder builder = HttpRequest.newBuilder(URI.create(address)).timeout(timeout);
    request.headers().forEach((name, value) -> builder.header(name, header(filled(value, values))));
    var body =
        switch (request.form()) {
          case QUERY -> HttpRequest.BodyPublishers.noBody();
          case FORM -> {
            builder.header("Content-Type", "application/x-www-form-urlencoded");
            yield HttpRequest.BodyPublishers.ofString(form(fields));
          }
          case JSON -> {
            builder.header("Content-Type", "application/json");
            yield HttpRequest.BodyPublishers.ofString(json(fields));
          }
        };
    return client.send(
        builder.method(request.method(), body).build(),
        HttpResponse.BodyHandlers.limiting(HttpResponse.BodyHandlers.ofString(), LONGEST_ANSWER));
  }

  /// A value that begins with `basic ` becomes the header of a user and password: `basic {user}:{password}`.
  private static String filled(String pattern, Map<String, String> values) {
    if (pattern.startsWith("basic ")) {
      String pair = filled(pattern.substring(6), values);
      return "Basic " + java.util.Base64.getEncoder().encodeToString(pair.getBytes(StandardCharsets.UTF_8));
    }
    Matcher names = VARIABLE.matcher(pattern);
    StringBuilder out = new StringBuilder();
    while (names.find()) {
      names.appendReplacement(out, Matcher.quoteReplacement(values.getOrDefault(names.group(1), "")));
    }
    return names.appendTail(out).toString();
  }

  private static String encoded(String url, Map<String, String> values) {
    Map<String, String> safe = new TreeMap<>();
    values.forEach((name, value) -> safe.put(name, URLEncoder.encode(value, StandardCharsets.UTF_8)));
    return filled(url, safe);
  }

  private static String header(String value) {
    return value.replaceAll("\\p{Cntrl}", "");
  }

  private static String form(Map<String, String> fields) {
    return fields.entrySet().stream()
        .map(field -> URLEncoder.encode(field.getKey(), StandardCharsets.UTF_8) + "="
            + URLEncoder.encode(field.getValue(), StandardCharsets.UTF_8))
        .collect(Collectors.joining("&"));
  }

  private static String json(Map<String, String> fields) {
    try {
      return JSON.writeValueAsString(fields);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e);
    }
  }

  /// What stands at a place of an answer; empty when there is nothing or the answer is of another shape.
  static Optional<String> read(Place place, String body) {
    return switch (place) {
      case Place.Matched(var pattern) -> Optional.of(pattern.matcher(body)).filter(Matcher::find).map(found -> found.group(1));
      case Place.Pointer(var path) -> {
        try {
          JsonNode found = JSON.readTree(body).at(path);
          yield found.isValueNode() && !found.isNull() ? Optional.of(found.asText()) : Optional.empty();
        } catch (JsonProcessingException _) {
          yield Optional.empty();
        }
      }
    };
  }
}
