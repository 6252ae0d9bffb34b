package org.obzvon.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.jooq.DSLContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.obzvon.app.Store;
import org.obzvon.app.Adapters;
import org.obzvon.app.ConsoleAssembly;
import org.obzvon.app.EmbeddedServer;
import org.obzvon.commands.UserUseCases;
import org.obzvon.config.InstalledContent;
import org.obzvon.config.Settings;
import org.obzvon.config.SettingsFile;
import org.obzvon.fixture.ServiceProcess;
import org.obzvon.fixture.TestConsole;
import org.obzvon.fixture.TestFolder;
import org.obzvon.register.Language;
import org.obzvon.staff.Actor;
import org.obzvon.staff.Role;
import org.obzvon.staff.ApiKeyScope;
import org.obzvon.staff.Session;
import org.obzvon.staff.jooq.JooqApiKeys;
import org.obzvon.staff.jooq.JooqSessions;
import org.postgresql.ds.PGSimpleDataSource;

/// Tests a service as a process of its own with 500 open pages, 2,000 requests at once, and a database that is frozen
/// and then stopped. Times and sizes are printed; the assertions are that everything is answered
/// and works again by itself.
///
/// The database is away for ten seconds each time, or for as many as the system property `database.away.seconds` says.
@Tag("slow")
@Timeout(600)
class CrowdedServiceTest {
  private static final int STREAMS = 500;
  private static final int REQUESTS = 2_000;
  private static final int KEYS = 4;
  private static final Duration AWAY = Duration.ofSeconds(Integer.getInteger("database.away.seconds", 10));
  /// The time above which a request counts as hanging; an answer takes far less.
  private static final Duration HANGS = Duration.ofSeconds(60);
  /// No wait of the service for its database is shorter than this,
  /// so a service that answers earlier did not wait for it.
  private static final Duration WAITED = Duration.ofSeconds(9);
  private static final Duration RECOVERY = Duration.ofSeconds(90);
  private static final Duration BETWEEN_LOOKS = Duration.ofMillis(200);

  private static final List<String> PAGES = List.of("/board", "/debtors?q=1", "/campaigns", "/stops", "/exchanges",
      "/payments");
  private static final String HEALTH = "/health";
  private static final String API = "/api/v1/campaigns";

  @TempDir
  private Path folder;
  private final int port = TestFolder.freePort();
  private final ExecutorService visitors = Executors.newVirtualThreadPerTaskExecutor();
  private final List<OpenPage> open = new ArrayList<>();
  private EmbeddedServer database;
  private ServiceProcess service;
  private InetSocketAddress address;
  private List<String> cookies;
  private List<String> keys;

  /// @param status the HTTP status; 0 if no answer came
  private record Answer(String path, int status, String head, String body, Duration took, String fault) {}

  @BeforeEach
  void serve() throws IOException {
    database = EmbeddedServer.start(folder.resolve("database"), port);
    Path configuration = new TestFolder(folder).write(
        "dialer.yaml",
        """
            node: first
            database: {url: "%s", user: %s, password: "%s"}
            http: {host: 127.0.0.1, port: 0}
            """.formatted(database.url(), database.user(), database.password()));
    service = ServiceProcess.start(configuration, folder.resolve("log"));
    address = new InetSocketAddress(InetAddress.getLoopbackAddress(), URI.create(service.address()).getPort());
    Settings settings = SettingsFile.read(configuration);
    asked(
        db -> {
          UserUseCases staff = new ConsoleAssembly(
              new Adapters(db, settings, InstalledContent.load(settings), Clock.systemUTC()), settings).staff();
          staff.add(Actor.COMMAND_LINE, "olga",
              new UserUseCases.Particulars("Olga", Role.SUPERVISOR, Language.EN, Optional.empty(), Set.of()));
          staff.choosePassword(Actor.COMMAND_LINE, staff.named("olga"), TestConsole.PASSWORD);
          JooqSessions sessions = new JooqSessions(db, Session.Limits.USUAL, Clock.systemUTC());
          cookies = IntStream.range(0, STREAMS).mapToObj(_ -> "Cookie: obzvon-session="
              + sessions.open(staff.named("olga").id())).toList();
          JooqApiKeys programs = new JooqApiKeys(db, Clock.systemUTC());
          keys = IntStream.range(0, KEYS)
              .mapToObj(number -> "Authorization: Bearer "
                  + programs.make("program " + number, Set.of(ApiKeyScope.values()), Optional.empty()))
              .toList();
          return "";
        });
  }

  @AfterEach
  void stop() {
    signal("CONT", server());
    open.forEach(OpenPage::close);
    visitors.close();
    service.close();
    database.stop();
  }

  @Test
  void a_crowd_is_answered_and_all_works_again_after_a_frozen_and_after_a_stopped_database() {
    print("at the start");
    for (String cookie : cookies) {
      open.add(new OpenPage(cookie));
    }
    await().atMost(RECOVERY).until(() -> open.stream().allMatch(page -> page.numbers.get() > 0));
    print(STREAMS + " open pages");

    crowd();
    everythingAnswers();
    print("after the crowd");
    everyOpenPageSeesWhatHappens();

    List<ProcessHandle> frozen = server();
    signal("STOP", frozen);
    storeIsAway("frozen");
    signal("CONT", frozen);
    everythingAnswers();
    everyOpenPageSeesWhatHappens();
    print("after the frozen database");

    database.stop();
    storeIsAway("stopped");
    database = EmbeddedServer.start(folder.resolve("database"), port);
    everythingAnswers();
    everyOpenPageSeesWhatHappens();
    print("after the stopped database");

    assertThat(open.stream().mapToInt(page -> page.broken.get()).sum()).as("streams that broke off without their end")
        .isZero();
    System.out.printf("streams that ended and came back: %d%n", open.stream().mapToInt(page -> page.ended.get()).sum());
    assertThat(service.said()).doesNotContain("OutOfMemoryError", "a fault of the program");
  }

  /// Sends all requests at once, on a connection each.
  private void crowd() {
    CountDownLatch begin = new CountDownLatch(1);
    List<Future<Answer>> asked = new ArrayList<>();
    for (int number = 0; number < REQUESTS; number++) {
      String cookie = cookies.get(number % cookies.size());
      String key = keys.get(number % keys.size());
      int kind = number % 10;
      String path = kind == 0 ? HEALTH : kind < 4 ? API : PAGES.get(kind - 4);
      asked.add(
          visitors.submit(
              () -> {
                begin.await();
                return ask(path, path.equals(API) ? key : cookie, HANGS);
              }));
    }
    begin.countDown();
    List<Answer> answers = asked.stream().map(CrowdedServiceTest::of).toList();
    print(REQUESTS + " requests at once", answers);
    assertThat(answers).allSatisfy(answer -> assertThat(answer.status()).as(answer.toString()).isIn(200, 429, 503));
    assertThat(answers.stream().filter(answer -> !answer.path().equals(HEALTH) && answer.status() != 200))
        .allSatisfy(answer -> assertThat(answer.head().toLowerCase(Locale.ROOT)).contains("retry-after: "));
    assertThat(answers.stream().filter(answer -> answer.path().equals(API)).map(Answer::status))
        .as("the keys asked more often than they may").contains(429);
    assertThat(answers.stream().filter(answer -> answer.path().equals(HEALTH)))
        .as("a crowd is no reason to restart the service")
        .allSatisfy(answer -> assertThat(answer.status()).isEqualTo(200));
  }

  /// Sends requests as the database goes away and for as long as it is away.
  private void storeIsAway(String how) {
    long began = System.nanoTime();
    List<Answer> answers = new ArrayList<>();
    int looks = 0;
    while (System.nanoTime() - began < AWAY.toNanos()) {
      String cookie = cookies.get(looks++ % cookies.size());
      List<Future<Answer>> asked = Stream.concat(Stream.of(HEALTH, API), PAGES.stream())
          .map(path -> visitors.submit(() -> ask(path, path.equals(API) ? keys.getFirst() : cookie, WAITED)))
          .toList();
      answers.addAll(asked.stream().map(CrowdedServiceTest::of).toList());
      LockSupport.parkNanos(BETWEEN_LOOKS.toNanos());
    }
    print("database " + how + " for " + AWAY.toSeconds() + " s, first looks", answers.subList(0, PAGES.size() + 2));
    List<Answer> later = answers.subList(PAGES.size() + 2, answers.size());
    print("database " + how + ", later looks", later);
    assertThat(answers).allSatisfy(answer -> assertThat(answer.status()).as(answer.toString()).isIn(200, 429, 503));
    assertThat(later).isNotEmpty()
        .allSatisfy(answer -> assertThat(answer.status()).as(answer.toString()).isEqualTo(503));
    assertThat(later.stream().filter(answer -> answer.path().equals(HEALTH)))
        .isNotEmpty().allSatisfy(answer -> assertThat(answer.body()).contains("store").contains("does not answer"));
  }

  private void everythingAnswers() {
    long began = System.nanoTime();
    for (String path : Stream.concat(Stream.of(HEALTH, API), PAGES.stream()).toList()) {
      await().atMost(RECOVERY)
          .until(() -> ask(path, path.equals(API) ? keys.getLast() : cookies.getFirst(), HANGS).status() == 200);
    }
    System.out.printf("everything answered again after %d ms%n", (System.nanoTime() - began) / 1_000_000);
    assertThat(ask(HEALTH, "X: y", HANGS).body()).doesNotContain("\"dead\"");
  }

  /// Puts a contact into the queue and checks that each page shows the number.
  private void everyOpenPageSeesWhatHappens() {
    List<Integer> before = open.stream().map(page -> page.numbers.get()).toList();
    asked(
        db -> db.execute(
            """
                set session_replication_role = replica; -- it belongs to nobody
                insert into contact (id, campaign_id, household_id, account_id, arm, step, anchor, channel, script, due_at, expires_at, state, not_before)
                values (gen_random_uuid(), gen_random_uuid(), gen_random_uuid(), gen_random_uuid(), 'ROBOT', 0, current_date, 'ROBOT', 's', now(),
                  now() + interval '9 days', 'QUEUED', now() + interval '8 days')
                """));
    await().atMost(RECOVERY)
        .until(() -> IntStream.range(0, open.size()).allMatch(page -> open.get(page).numbers.get() > before.get(page)));
  }

  private <T> T asked(Function<DSLContext, T> question) {
    return question.apply(Store.context(connected()));
  }

  private DataSource connected() {
    PGSimpleDataSource source = new PGSimpleDataSource();
    source.setUrl(database.url());
    source.setUser(database.user());
    source.setPassword(database.password());
    return source;
  }

  private Answer ask(String path, String header, Duration longest) {
    long began = System.nanoTime();
    String said = "";
    String fault = "";
    try (Socket socket = new Socket(address.getAddress(), address.getPort())) {
      socket.setSoTimeout(Math.toIntExact(longest.toMillis()));
      String request = "GET " + path + " HTTP/1.1\r\nHost: here\r\nConnection: close\r\n" + header + "\r\n\r\n";
      socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
      said = new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      fault = e.toString();
    }
    int end = said.indexOf("\r\n\r\n");
    int status = fault.isEmpty() && end > 0 ? Integer.parseInt(said.substring(9, 12)) : 0;
    Duration took = Duration.ofNanos(System.nanoTime() - began);
    return new Answer(path, status, said.substring(0, Math.max(0, end)), said.substring(Math.max(0, end)), took, fault);
  }

  private static Answer of(Future<Answer> asked) {
    try {
      return asked.get();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    } catch (ExecutionException e) {
      throw new IllegalStateException(e);
    }
  }

  /// Returns the processes of the database.
  private List<ProcessHandle> server() {
    try {
      Path mark = folder.resolve("database/data/postmaster.pid");
      if (!Files.exists(mark)) {
        return List.of();
      }
      return ProcessHandle.of(Long.parseLong(Files.readAllLines(mark).getFirst().strip()))
          .map(main -> Stream.concat(Stream.of(main), main.descendants()).toList())
          .orElse(List.of());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void signal(String name, List<ProcessHandle> processes) {
    if (processes.isEmpty()) {
      return;
    }
    List<String> command = new ArrayList<>(List.of("kill", "-" + name));
    processes.forEach(process -> command.add(Long.toString(process.pid())));
    try {
      new ProcessBuilder(command).inheritIO().start().waitFor();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  private static void print(String what, List<Answer> answers) {
    long[] millis = answers.stream().mapToLong(answer -> answer.took().toMillis()).sorted().toArray();
    Map<Integer, Long> statuses = answers.stream()
        .collect(Collectors.groupingBy(Answer::status, TreeMap::new, Collectors.counting()));
    System.out.printf(
        "%s: %d answers, p50 %d ms, p95 %d ms, longest %d ms, by status %s, health %s%n", what, millis.length,
        millis[millis.length / 2], millis[Math.min(millis.length - 1, millis.length * 95 / 100)],
        millis[millis.length - 1], statuses,
        answers.stream().filter(answer -> answer.path().equals(HEALTH))
            .collect(Collectors.groupingBy(Answer::status, TreeMap::new, Collectors.counting())));
  }

  private void print(String when) {
    try {
      String status = Files.readString(Path.of("/proc", Long.toString(service.pid()), "status"));
      System.out.printf(
          "%s: %s%n", when,
          Arrays.stream(status.split("\n")).filter(line -> line.matches("(VmRSS|VmHWM|Threads):.*"))
              .map(line -> line.replaceAll("\\s+", " ")).collect(Collectors.joining(", ")));
    } catch (IOException e) {
      System.out.printf("%s: no figures of the process (%s)%n", when, e);
    }
  }

  /// The live board of one browser, which reconnects after the end of a stream and after a refusal as browsers do.
  private final class OpenPage {
    private final String cookie;
    private final AtomicInteger numbers = new AtomicInteger();
    private final AtomicInteger ended = new AtomicInteger();
    private final AtomicInteger broken = new AtomicInteger();
    private volatile boolean closing;
    private volatile Socket socket;

    private OpenPage(String cookie) {
      this.cookie = cookie;
      visitors.submit(this::live);
    }

    private void live() {
      while (!closing) {
        try (Socket mine = new Socket(address.getAddress(), address.getPort())) {
          socket = mine;
          mine.getOutputStream().write(
              ("GET /board/events HTTP/1.1\r\nHost: here\r\n" + cookie + "\r\n\r\n")
                  .getBytes(StandardCharsets.US_ASCII));
          if (read(new BufferedReader(new InputStreamReader(mine.getInputStream(), StandardCharsets.UTF_8)))) {
            ended.incrementAndGet();
          } else if (!closing) {
            broken.incrementAndGet();
          }
        } catch (IOException _) {
          if (!closing) {
            broken.incrementAndGet();
          }
        }
        LockSupport.parkNanos(BETWEEN_LOOKS.toNanos());
      }
    }

    /// Returns true if the stream came to its end: the last chunk, or an answer that is no stream.
    private boolean read(BufferedReader in) throws IOException {
      boolean streams = false;
      for (String line = in.readLine(); line != null; line = in.readLine()) {
        streams |= line.equalsIgnoreCase("content-type: text/event-stream");
        if (line.equals("event: numbers")) {
          numbers.incrementAndGet();
        }
        if (streams ? line.equals("0") : line.isEmpty()) {
          return true;
        }
      }
      return false;
    }

    private void close() {
      closing = true;
      try {
        if (socket != null) {
          socket.close();
        }
      } catch (IOException _) {
        // The socket is closed.
      }
    }
  }
}
