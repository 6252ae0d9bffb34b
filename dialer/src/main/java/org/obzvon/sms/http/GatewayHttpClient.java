package org.obzvon.sms.http;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.ProxySelector;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.apache.hc.client5.http.classic.methods.HttpUriRequestBase;
import org.apache.hc.client5.http.config.ConnectionConfig;
import org.apache.hc.client5.http.config.RequestConfig;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.client5.http.impl.classic.HttpClientBuilder;
import org.apache.hc.client5.http.impl.io.PoolingHttpClientConnectionManagerBuilder;
import org.apache.hc.client5.http.impl.routing.SystemDefaultRoutePlanner;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.ContentType;
import org.apache.hc.core5.http.Header;
import org.apache.hc.core5.http.HttpEntity;
import org.apache.hc.core5.http.io.entity.ByteArrayEntity;
import org.apache.hc.core5.util.Timeout;
import org.obzvon.document.SafeText;
import org.obzvon.sms.http.Provider.Place;
import org.obzvon.sms.http.Provider.Request;

/// One request described by a provider's file, filled in and sent once: no lower layer repeats it, even after a failure
/// (the JDK's client repeats a GET by itself after a reset connection). Every request has a connection of its own: the
/// provider may close a kept connection at the moment of the next request, and then nobody could tell whether it read
/// that request.
final class GatewayHttpClient {
  private static final ObjectMapper JSON = new ObjectMapper(
      JsonFactory.builder()
          .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
          .streamReadConstraints(StreamReadConstraints.builder().maxNestingDepth(32).build())
          .build());
  private static final Pattern VARIABLE = Pattern.compile("\\{([a-z-]+)}");
  private static final int LONGEST_ANSWER = 65_536;
  private static final int MOST_CONNECTIONS = 100;
  /// Cancels requests that take longer than the time-out as a whole: a socket's own time-out starts again with every
  /// byte.
  private static final ScheduledExecutorService CUTTING = Executors
      .newSingleThreadScheduledExecutor(Thread.ofPlatform().daemon().name("http-gateway-timeout").factory());

  private final CloseableHttpClient client;
  private final Duration timeout;

  /// @param status the HTTP status
  /// @param retryAfter the header as received
  record Answered(int status, Optional<String> retryAfter, String body) {}

  /// @param timeout for the whole of one request
  GatewayHttpClient(Duration timeout) {
    this.timeout = timeout;
    Timeout wait = Timeout.of(timeout);
    this.client = HttpClientBuilder.create()
        .disableAutomaticRetries()
        .disableRedirectHandling()
        .disableAuthCaching()
        .disableCookieManagement()
        .disableContentCompression()
        .setConnectionReuseStrategy((_, _, _) -> false)
        .setRoutePlanner(new SystemDefaultRoutePlanner(ProxySelector.getDefault()))
        .setConnectionManager(
            PoolingHttpClientConnectionManagerBuilder.create()
                .setMaxConnTotal(MOST_CONNECTIONS)
                .setMaxConnPerRoute(MOST_CONNECTIONS)
                .setDefaultConnectionConfig(
                    ConnectionConfig.custom().setConnectTimeout(wait).setSocketTimeout(wait).build())
                .build())
        .setDefaultRequestConfig(
            RequestConfig.custom().setConnectionRequestTimeout(wait).setResponseTimeout(wait).build())
        .build();
  }

  /// @throws IOException when no complete answer came. Only the following mean that no connection was made, so that the
  ///     provider cannot have read the request; after any other it may have: [java.net.ConnectException], [java.net.UnknownHostException], [java.net.NoRouteToHostException],
  ///     [org.apache.hc.client5.http.ConnectTimeoutException] and
  ///     [org.apache.hc.core5.http.ConnectionRequestTimeoutException]
  Answered send(Request request, Map<String, String> values) throws IOException {
    Map<String, String> fields = new TreeMap<>();
    request.fields().forEach((name, value) -> fields.put(name, filled(value, values)));
    String url = encoded(request.url(), values);
    String query = request.form() == Provider.Form.QUERY ? form(fields) : "";
    String address = query.isEmpty() ? url : url + (url.contains("?") ? "&" : "?") + query;
    HttpUriRequestBase sending = new HttpUriRequestBase(request.method(), URI.create(address));
    sending.setHeader("Connection", "close");
    request.headers().forEach((name, value) -> sending.setHeader(name, header(filled(value, values))));
    switch (request.form()) {
      case QUERY -> {
      }
      case FORM -> sending.setEntity(entity(form(fields), "application/x-www-form-urlencoded"));
      case JSON -> sending.setEntity(entity(json(fields), "application/json"));
    }
    Future<?> cut = CUTTING.schedule(sending::cancel, timeout.toMillis(), TimeUnit.MILLISECONDS);
    try {
      return client.execute(sending, GatewayHttpClient::answered);
    } finally {
      cut.cancel(false);
    }
  }

  private static HttpEntity entity(String body, String type) {
    return new ByteArrayEntity(body.getBytes(StandardCharsets.UTF_8), ContentType.create(type));
  }

  private static Answered answered(ClassicHttpResponse response) throws IOException {
    Optional<String> retryAfter = Optional.ofNullable(response.getFirstHeader("Retry-After")).map(Header::getValue);
    return new Answered(response.getCode(), retryAfter, body(response.getEntity()));
  }

  private static String body(HttpEntity entity) throws IOException {
    if (entity == null) {
      return "";
    }
    byte[] read = entity.getContent().readNBytes(LONGEST_ANSWER + 1);
    if (read.length > LONGEST_ANSWER) {
      throw new IOException("the answer is longer than " + LONGEST_ANSWER + " bytes");
    }
    ContentType type = ContentType.parseLenient(entity.getContentType());
    Charset charset = type == null || type.getCharset() == null ? StandardCharsets.UTF_8 : type.getCharset();
    return new String(read, charset);
  }

  /// Fills in variables. A value that begins with `basic ` becomes the header of a user and password: `basic
  /// {user}:{password}`.
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
    return SafeText.value(value);
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

  /// Reads the value at a place of an answer; empty when there is none or the answer has another shape.
  static Optional<String> read(Place place, String body) {
    return switch (place) {
      case Place.Matched(var pattern) ->
          Optional.of(pattern.matcher(body)).filter(Matcher::find).map(found -> found.group(1));
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
