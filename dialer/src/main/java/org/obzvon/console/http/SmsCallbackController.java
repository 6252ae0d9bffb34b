package org.obzvon.console.http;

import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.MediaType;
import io.micronaut.http.annotation.Consumes;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.PathVariable;
import io.micronaut.http.annotation.Post;
import io.micronaut.http.annotation.Produces;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import org.obzvon.sms.SmsCallbacks;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Receives delivery reports and incoming texts of the SMS gateways: `/sms/{gateway}`. The gateway's own adapter
/// decides whether a call is genuine.
@Controller("/sms")
public class SmsCallbackController {
  private static final Logger LOG = LoggerFactory.getLogger(SmsCallbackController.class);
  private static final int MOST_FIELDS = 200;

  private final SmsCallbacks callbacks;

  SmsCallbackController(SmsCallbacks callbacks) {
    this.callbacks = callbacks;
  }

  @Post("/{gateway}")
  @OpenToAll
  @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
  @Produces(MediaType.TEXT_XML)
  @ExecuteOn(TaskExecutors.BLOCKING)
  HttpResponse<String> post(@PathVariable String gateway, HttpRequest<?> request) {
    return call(gateway, Bodies.text(request, OpenToAll.BODY_AT_MOST), request);
  }

  @Get("/{gateway}")
  @OpenToAll
  @Produces(MediaType.TEXT_XML)
  @ExecuteOn(TaskExecutors.BLOCKING)
  HttpResponse<String> get(@PathVariable String gateway, HttpRequest<?> request) {
    return call(gateway, "", request);
  }

  private HttpResponse<String> call(String gateway, String body, HttpRequest<?> request) {
    Map<String, String> headers = new HashMap<>();
    HttpHeaders given = request.getHeaders();
    given.names().forEach(name -> headers.put(name.toLowerCase(Locale.ROOT), given.get(name)));
    String query = request.getUri().getRawQuery();
    String path = request.getUri().getRawPath() + (query == null ? "" : "?" + query);
    try {
      var call = new SmsCallbacks.Call(gateway, path, fields(body), fields(query == null ? "" : query), headers,
          escaped(query, body));
      return switch (callbacks.call(call)) {
        // This TwiML means "say nothing back"; other gateways look only at the status.
        case TAKEN -> HttpResponse.ok("<Response/>");
        case FORGED -> HttpResponse.status(HttpStatus.FORBIDDEN);
        case UNREADABLE -> HttpResponse.badRequest();
        case UNKNOWN -> HttpResponse.notFound();
      };
    } catch (IllegalArgumentException _) {
      return HttpResponse.badRequest();
    } catch (RuntimeException e) {
      LOG.error("a call of a gateway could not be stored; it should call again", e);
      return HttpResponse.status(HttpStatus.SERVICE_UNAVAILABLE);
    }
  }

  /// @throws IllegalArgumentException when the text is not a form
  private static Map<String, String> fields(String encoded) {
    Map<String, String> fields = new LinkedHashMap<>();
    for (String pair : encoded.split("&", MOST_FIELDS + 1)) {
      if (fields.size() >= MOST_FIELDS) {
        throw new IllegalArgumentException("more than " + MOST_FIELDS + " fields");
      }
      int equals = pair.indexOf('=');
      if (!pair.isEmpty()) {
        String name = equals < 0 ? pair : pair.substring(0, equals);
        fields.put(decoded(name), equals < 0 ? "" : decoded(pair.substring(equals + 1)));
      }
    }
    return fields;
  }

  private static Map<String, String> escaped(String query, String body) {
    Map<String, String> escaped = new HashMap<>();
    for (String pair : ((query == null ? "" : query) + "&" + body).split("&", 2 * MOST_FIELDS + 2)) {
      int equals = pair.indexOf('=');
      if (equals > 0) {
        escaped.put(decoded(pair.substring(0, equals)), pair.substring(equals + 1));
      }
    }
    return escaped;
  }

  private static String decoded(String encoded) {
    return URLDecoder.decode(encoded, StandardCharsets.UTF_8);
  }
}
