package org.obzvon.sms.twilio;

import static org.assertj.core.api.Assertions.assertThat;

import com.twilio.security.RequestValidator;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/// Calls the product's HTTP server as Twilio does.
///
/// @param port the port of the product's HTTP server
record TwilioCaller(int port) {

  /// Posts the call and returns the status of the answer.
  ///
  /// @param token the key that signs the call; null sends no signature
  int call(String query, Map<String, String> fields, String token) throws Exception {
    String form = fields.entrySet().stream()
        .map(field -> field.getKey() + "=" + URLEncoder.encode(field.getValue(), StandardCharsets.UTF_8))
        .collect(Collectors.joining("&"));
    HttpRequest.Builder request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/sms/world" + query))
        .header("Content-Type", "application/x-www-form-urlencoded")
        .POST(HttpRequest.BodyPublishers.ofString(form));
    if (token != null) {
      request.header("X-Twilio-Signature", signature("https://desk.example.md/sms/world" + query, fields, token));
    }
    try (HttpClient client = HttpClient.newHttpClient()) {
      return client.send(request.build(), HttpResponse.BodyHandlers.ofString()).statusCode();
    }
  }

  /// Returns the signature as Twilio documents it: HMAC-SHA1 over the address and the sorted fields.
  private static String signature(String address, Map<String, String> fields, String token) throws Exception {
    StringBuilder signed = new StringBuilder(address);
    new TreeMap<>(fields).forEach((name, value) -> signed.append(name).append(value));
    Mac mac = Mac.getInstance("HmacSHA1");
    mac.init(new SecretKeySpec(token.getBytes(StandardCharsets.UTF_8), "HmacSHA1"));
    String signature = Base64.getEncoder()
        .encodeToString(mac.doFinal(signed.toString().getBytes(StandardCharsets.UTF_8)));
    assertThat(new RequestValidator(token).validate(address, fields, signature)).isTrue();
    return signature;
  }
}
