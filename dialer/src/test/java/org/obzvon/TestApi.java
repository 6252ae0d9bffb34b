package org.obzvon;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jooq.DSLContext;
import org.obzvon.console.Vitals;
import org.obzvon.console.http.HttpConsole;
import org.obzvon.console.http.HttpConsole.Part;
import org.obzvon.sms.SmsCallbacks;
import org.obzvon.staff.ApiKeys;
import org.obzvon.staff.Scope;
import org.obzvon.staff.jooq.JooqApiKeys;

/// The service's HTTP side with its API on a fresh database, and programs that call it. It can be stopped and started
/// again over the same database. Every answer is held against the API's document.
public final class TestApi implements AutoCloseable {
  public static final Instant NOON = Instant.parse("2026-11-24T12:00:00Z");
  private static final JsonMapper JSON = new JsonMapper();
  private static final String CONFIGURATION =
      """
      exchanges:
        - {name: pbx, password: swordfish, channel: "PJSIP/{number}@carrier", lines: 20, calls-per-second: 2}
      """;

  private final TestClock clock = new TestClock(NOON);
  private final DSLContext db = TestStore.fresh();
  private final ApiKeys keys = new JooqApiKeys(db, clock);
  private final Settings settings;
  private final HttpClient client = HttpClient.newHttpClient();
  private Adapters adapters;
  private ConsoleDesk desk;
  private HttpConsole http;

  public TestApi(Path folder) {
    try {
      this.settings = SettingsFile.read(Files.writeString(folder.resolve("dialer.yaml"), CONFIGURATION));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    start();
  }

  private void start() {
    adapters = new Adapters(db, settings, Catalogue.load(settings), clock);
    Vitals vitals = StillVitals.NONE;
    desk = new ConsoleDesk(adapters, settings);
    List<Part<?>> parts = new ArrayList<>(desk.parts(vitals, Optional.empty()));
    SmsCallbacks none = _ -> SmsCallbacks.Reply.UNKNOWN;
    parts.add(new Part<>(SmsCallbacks.class, none));
    http = new HttpConsole(new HttpConsole.Address("127.0.0.1", 0), vitals, parts);
  }

  public void restart() {
    http.close();
    start();
  }

  /// The next tick of a campaign.
  public void tick(String campaign) {
    adapters.tick().run(adapters.campaigns().find(campaign).orElseThrow());
  }

  public DSLContext db() {
    return db;
  }

  public TestClock clock() {
    return clock;
  }

  public HttpConsole http() {
    return http;
  }

  public Program program(Scope... scopes) {
    return new Program(Optional.of(keys.make("test program", Set.copyOf(Arrays.asList(scopes)), Optional.empty())));
  }

  public Program master() {
    return program(Scope.values());
  }

  public Program nobody() {
    return new Program(Optional.empty());
  }

  public Program with(String key) {
    return new Program(Optional.of(key));
  }

  /// Revokes every key.
  public void revokeAll() {
    keys.all().forEach(key -> keys.revoke(key.id()));
  }

  /// What was answered.
  public record Answer(HttpResponse<byte[]> http) {
    public int status() {
      return http.statusCode();
    }

    public String text() {
      return new String(http.body(), StandardCharsets.UTF_8);
    }

    public String header(String name) {
      return http.headers().firstValue(name).orElse("");
    }

    public JsonNode json() {
      try {
        return JSON.readTree(text());
      } catch (JsonProcessingException e) {
        throw new AssertionError("no JSON: " + text(), e);
      }
    }
  }

  /// One caller.
  public final class Program {
    private final Optional<String> key;

    private Program(Optional<String> key) {
      this.key = key;
    }

    public Answer get(String path) {
      return call("GET", path, "", new byte[0], Map.of());
    }

    public Answer post(String path, String type, String body) {
      return call("POST", path, type, body.getBytes(StandardCharsets.UTF_8), Map.of());
    }

    public Answer post(String path, String json) {
      return post(path, "application/json", json);
    }

    public Answer once(String idempotencyKey, String path, String json) {
      return call(
          "POST", path, "application/json", json.getBytes(StandardCharsets.UTF_8),
          Map.of("Idempotency-Key", idempotencyKey));
    }

    public Answer call(String method, String path, String type, byte[] body, Map<String, String> headers) {
      HttpRequest.Builder request =
          HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + http.port() + path))
              .method(
                  method,
                  method.equals("GET") ? HttpRequest.BodyPublishers.noBody() : HttpRequest.BodyPublishers.ofByteArray(body));
      if (!type.isEmpty()) {
        request.header("Content-Type", type);
      }
      key.ifPresent(word -> request.header("Authorization", "Bearer " + word));
      headers.forEach(request::header);
      try {
        Answer answer = new Answer(client.send(request.build(), HttpResponse.BodyHandlers.ofByteArray()));
        if (answer.header("Content-Type").matches("application/(problem\\+)?json.*")) {
          DocumentedAnswers.hold(method, path.replaceAll("\\?.*", ""), answer.status(), answer.json());
        }
        return answer;
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new IllegalStateException(e);
      }
    }
  }

  @Override
  public void close() {
    client.close();
    http.close();
  }
}
