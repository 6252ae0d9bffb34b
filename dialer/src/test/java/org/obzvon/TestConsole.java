package org.obzvon;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jooq.DSLContext;
import org.obzvon.console.Vitals;
import org.obzvon.console.api.Receiving;
import org.obzvon.console.http.HttpConsole.Part;
import org.obzvon.console.http.HttpConsole;
import org.obzvon.desk.Desk;
import org.obzvon.register.Language;
import org.obzvon.sms.SmsCallbacks;
import org.obzvon.staff.Actor;
import org.obzvon.staff.Role;
import org.obzvon.staff.Session;
import org.obzvon.staff.Staff;
import org.obzvon.staff.User;
import org.obzvon.staff.jooq.JooqSessions;
import org.obzvon.staff.jooq.JooqUsers;

/// The console over HTTP on a fresh database, with visitors of every role.
public final class TestConsole implements AutoCloseable {
  public static final String PASSWORD = "correct horse battery";

  private final DSLContext db;
  private final InstantSource clock;
  private final Adapters adapters;
  private final ConsoleDesk desk;
  private final HttpConsole http;
  private final HttpClient client = HttpClient.newBuilder().followRedirects(HttpClient.Redirect.NEVER).build();

  public TestConsole(Path folder, InstantSource clock) {
    this(folder, clock, StillVitals.TWO_LINES);
  }

  public TestConsole(Path folder, InstantSource clock, Vitals vitals) {
    this(folder, clock, vitals, _ -> SmsCallbacks.Reply.UNKNOWN, Optional.empty());
  }

  private TestConsole(
      Path folder, InstantSource clock, Vitals vitals, SmsCallbacks callbacks, Optional<Desk> operators) {
    this(folder, clock, vitals, operators, List.of(new Part<>(SmsCallbacks.class, callbacks)));
  }

  /// @param others parts that take the place of those of their type, or come along
  private TestConsole(
      Path folder, InstantSource clock, Vitals vitals, Optional<Desk> operators, List<Part<?>> others) {
    Settings settings = SettingsFile.defaults(folder);
    this.clock = clock;
    this.db = TestStore.fresh();
    this.adapters = new Adapters(db, settings, Catalogue.load(settings), clock);
    this.desk = new ConsoleDesk(adapters, settings);
    List<Part<?>> parts = new ArrayList<>(desk.parts(vitals, operators));
    others.forEach(other -> parts.removeIf(part -> part.type() == other.type()));
    parts.addAll(others);
    this.http = new HttpConsole(new HttpConsole.Address("127.0.0.1", 0), vitals, parts);
  }

  /// With a desk at which operators sit.
  public static TestConsole staffed(Path folder, InstantSource clock, Desk operators) {
    return new TestConsole(folder, clock, StillVitals.TWO_LINES, _ -> SmsCallbacks.Reply.UNKNOWN, Optional.of(operators));
  }

  /// That waits for bodies as long as it is told.
  public static TestConsole receiving(Path folder, InstantSource clock, Receiving receiving) {
    SmsCallbacks none = _ -> SmsCallbacks.Reply.UNKNOWN;
    return new TestConsole(
        folder, clock, StillVitals.TWO_LINES, Optional.empty(),
        List.of(new Part<>(SmsCallbacks.class, none), new Part<>(Receiving.class, receiving)));
  }

  /// For what gateways call.
  public static TestConsole taking(SmsCallbacks callbacks) {
    return new TestConsole(Path.of(""), noon(), StillVitals.TWO_LINES, callbacks, Optional.empty());
  }

  public int port() {
    return http.port();
  }

  public HttpConsole http() {
    return http;
  }

  public DSLContext db() {
    return db;
  }

  ConsoleDesk desk() {
    return desk;
  }

  Adapters adapters() {
    return adapters;
  }

  public String address() {
    return "http://127.0.0.1:" + http.port();
  }

  /// Somebody of that role who has chosen his password.
  public User user(String login, Role role, Language language) {
    Staff staff = desk.staff();
    staff.add(
        Actor.COMMAND_LINE, login, new Staff.Particulars("Test " + login, role, language, Optional.empty(), Set.of()));
    staff.choosePassword(Actor.COMMAND_LINE, staff.named(login), PASSWORD);
    return staff.named(login);
  }

  public Visitor nobody() {
    return new Visitor(Map.of(), "");
  }

  /// A program with a key.
  public Visitor program(String key) {
    return new Visitor(Map.of("Authorization", "Bearer " + key), "");
  }

  /// Signed in as a user of that role, who is made when there is none.
  public Visitor as(Role role) {
    String login = "the-" + role.name().toLowerCase(Locale.ROOT);
    User user = new JooqUsers(db).byLogin(login).orElseGet(() -> user(login, role, Language.EN));
    return signedIn(user);
  }

  public Visitor signedIn(User user) {
    JooqSessions sessions = new JooqSessions(db, Session.Limits.USUAL, clock);
    String token = sessions.open(user.id());
    return new Visitor(Map.of("Cookie", "obzvon-session=" + token), sessions.find(token).orElseThrow().csrf());
  }

  /// One browser.
  public final class Visitor {
    private final Map<String, String> headers;
    private final String csrf;

    private Visitor(Map<String, String> headers, String csrf) {
      this.headers = headers;
      this.csrf = csrf;
    }

    public String csrf() {
      return csrf;
    }

    public HttpResponse<String> get(String path) {
      return send(request(path).GET().build());
    }

    /// What a browser sends back.
    public String cookie() {
      return headers.get("Cookie");
    }

    /// With the session's token.
    public HttpResponse<String> post(String path, Map<String, String> fields) {
      return post(path, fields, csrf);
    }

    public HttpResponse<String> post(String path, Map<String, String> fields, String token) {
      String form =
          Stream.concat(fields.entrySet().stream(), Map.of("csrf", token).entrySet().stream())
              .map(field -> encoded(field.getKey()) + "=" + encoded(field.getValue()))
              .collect(Collectors.joining("&"));
      return raw("POST", path, "application/x-www-form-urlencoded", form, Map.of());
    }

    public HttpResponse<String> raw(String method, String path, String type, String body, Map<String, String> more) {
      HttpRequest.Builder request =
          request(path).method(method, HttpRequest.BodyPublishers.ofString(body)).header("Content-Type", type);
      more.forEach(request::header);
      return send(request.build());
    }

    private HttpRequest.Builder request(String path) {
      HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(address() + path));
      headers.forEach(request::header);
      return request;
    }
  }

  /// A stream of events has no end; of it only the head is looked at.
  private static HttpResponse.BodySubscriber<String> body(HttpResponse.ResponseInfo info) {
    boolean endless = info.headers().firstValue("Content-Type").orElse("").startsWith("text/event-stream");
    return endless
        ? HttpResponse.BodySubscribers.mapping(HttpResponse.BodySubscribers.ofInputStream(), _ -> "")
        : HttpResponse.BodySubscribers.ofString(StandardCharsets.UTF_8);
  }

  private HttpResponse<String> send(HttpRequest request) {
    try {
      return client.send(request, TestConsole::body);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }

  @Override
  public void close() {
    client.shutdownNow();
    http.close();
    desk.close();
  }

  /// A usual working hour.
  public static TestClock noon() {
    return new TestClock(Instant.parse("2026-11-24T12:00:00Z"));
  }
}
