package org.obzvon.sms.twilio;

import com.twilio.http.NetworkHttpClient;
import com.twilio.http.Request;
import com.twilio.http.Response;
import java.net.URI;
import java.time.Duration;
import java.util.Arrays;
import java.util.Locale;
import org.apache.hc.client5.http.config.ConnectionConfig;
import org.apache.hc.client5.http.config.RequestConfig;
import org.apache.hc.client5.http.impl.classic.HttpClientBuilder;
import org.apache.hc.client5.http.impl.io.PoolingHttpClientConnectionManagerBuilder;
import org.apache.hc.core5.util.Timeout;

/// The library's transport, limited to one request per call: by default it and the HTTP client below it would send a
/// message up to six times on a 503. Sends to the configured address.
final class OnePost extends NetworkHttpClient {
  private static final int MOST_CONNECTIONS = 100;
  private static final Duration USUAL_WAIT = Duration.ofSeconds(1);

  private final URI api;

  OnePost(URI api, Duration timeout) {
    super(builder(Timeout.of(timeout)));
    this.api = api;
  }

  private static HttpClientBuilder builder(Timeout timeout) {
    var connections = PoolingHttpClientConnectionManagerBuilder.create()
        .setMaxConnTotal(MOST_CONNECTIONS)
        .setMaxConnPerRoute(MOST_CONNECTIONS)
        .setDefaultConnectionConfig(
            ConnectionConfig.custom().setConnectTimeout(timeout).setSocketTimeout(timeout).build())
        .build();
    return HttpClientBuilder.create()
        .disableAutomaticRetries()
        // The provider may close a kept connection at the moment of the next request: then nobody could tell whether it
        // read that request.
        .setConnectionReuseStrategy((_, _, _) -> false)
        .setConnectionManager(connections)
        .setDefaultRequestConfig(
            RequestConfig.custom().setConnectionRequestTimeout(timeout).setResponseTimeout(timeout).build());
  }

  /// The provider throttles us; nothing was accepted.
  static final class Throttled extends RuntimeException {
    private static final long serialVersionUID = 1;
    private final transient Duration after;

    Throttled(Duration after) {
      super("429");
      this.after = after;
    }

    Duration after() {
      return after;
    }
  }

  @Override
  public Response reliableRequest(Request request) {
    return makeRequest(request);
  }

  @Override
  public Response reliableRequest(Request request, int[] retryCodes, int retries, long delayMillis) {
    return makeRequest(request);
  }

  @Override
  public Response makeRequest(Request request) {
    URI asked = URI.create(request.getUrl());
    Request moved = new Request(request.getMethod(), api.resolve(asked.getRawPath()).toString());
    moved.setAuth(request.getUsername(), request.getPassword());
    moved.setContentType(request.getContentType());
    moved.setFormParameters(request.getFormParameters());
    request.getPostParams().forEach((name, values) -> values.forEach(value -> moved.addPostParam(name, value)));
    request.getQueryParams().forEach((name, values) -> values.forEach(value -> moved.addQueryParam(name, value)));
    Response response = super.makeRequest(moved);
    if (response.getStatusCode() == 429) {
      throw new Throttled(after(response));
    }
    return response;
  }

  private static Duration after(Response response) {
    return Arrays.stream(response.getHeaders() == null ? new org.apache.hc.core5.http.Header[0] : response.getHeaders())
        .filter(header -> header.getName().toLowerCase(Locale.ROOT).equals("retry-after"))
        .filter(header -> header.getValue().matches("\\d{1,4}"))
        .findFirst()
        .map(header -> Duration.ofSeconds(Long.parseLong(header.getValue())))
        .orElse(USUAL_WAIT);
  }
}
