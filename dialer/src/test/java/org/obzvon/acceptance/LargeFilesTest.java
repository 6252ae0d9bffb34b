package org.obzvon.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.obzvon.jooq.Tables.ACCOUNT;
import static org.obzvon.jooq.Tables.PAYMENT;
import static org.obzvon.jooq.Tables.PAYMENT_FILE;
import static org.obzvon.jooq.Tables.SNAPSHOT;

import java.io.BufferedReader;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.net.Socket;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.FutureTask;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.obzvon.commands.UploadFolder;
import org.obzvon.console.api.UploadPace;
import org.obzvon.fixture.TestClock;
import org.obzvon.fixture.TestConsole;
import org.obzvon.staff.Role;
import org.obzvon.staff.ApiKeyScope;
import org.obzvon.staff.jooq.JooqApiKeys;

/// Tests files of the size that operators have, through page and API: they arrive, over slow lines too, and leave
/// nothing behind if they do not arrive.
@Tag("slow")
@Timeout(180)
class LargeFilesTest {
  private static final int MEGABYTES = 20 << 20;
  private static final int ROWS = 19_000;

  private final TestClock clock = TestConsole.noon();
  @TempDir
  private Path folder;
  private TestConsole console;

  @BeforeEach
  void open() {
    console = new TestConsole(folder, clock);
  }

  @AfterEach
  void close() {
    console.close();
  }

  private String key() {
    return new JooqApiKeys(console.db(), clock).make("program", Set.of(ApiKeyScope.values()), Optional.empty());
  }

  /// Returns more than 20 MB in few rows, because every row takes time to store.
  private static String register() {
    String address = "ул. Мира" + " ".repeat(1_080);
    StringBuilder csv = new StringBuilder("account,name,phones,balance,currency,language,zone,address\n");
    for (int i = 0; i < ROWS; i++) {
      csv.append(100_000 + i).append(",Тестов Пётр,+7900").append(1_000_000 + i)
          .append(",-650.00,RUB,ru,Europe/Moscow,\"")
          .append(address).append("\"\n");
    }
    assertThat(csv.toString().getBytes(StandardCharsets.UTF_8).length).isGreaterThan(MEGABYTES);
    return csv.toString();
  }

  /// Returns more than 20 MB, most of it rejected line by line.
  private static String payments() {
    StringBuilder csv = new StringBuilder("external id,account,amount,paid at\np-0,100000,5.00,2026-11-24\n");
    String id = "x".repeat(MEGABYTES / ROWS);
    for (int i = 0; i < ROWS; i++) {
      csv.append(id).append(i).append(",100000,5.00,2026-11-24\n");
    }
    return csv.toString();
  }

  private HttpResponse<String> sent(String path, String type, String body) {
    return console.program(key()).raw("POST", path, type, body, Map.of());
  }

  @Test
  void the_api_takes_a_register_and_payments_of_20_megabytes() {
    HttpResponse<String> registered = sent("/api/v1/registers", "text/csv", register());
    assertThat(registered.statusCode()).as(registered.body()).isEqualTo(200);
    assertThat(registered.body()).contains("\"accepted\":" + ROWS, "\"rejected\":0");
    assertThat(console.db().fetchCount(ACCOUNT)).isEqualTo(ROWS);
    HttpResponse<String> paid = sent("/api/v1/payments", "text/csv", payments());
    assertThat(paid.statusCode()).as(paid.body()).isEqualTo(200);
    assertThat(paid.body()).contains("\"taken\":1", "\"rejected\":" + ROWS);
  }

  @Test
  void the_api_takes_rows_of_20_megabytes_as_json() {
    String rows = register().lines().skip(1).map(LargeFilesTest::json).collect(Collectors.joining(",\n"));
    HttpResponse<String> answer = sent("/api/v1/registers", "application/json",
        "{\"source\": \"billing\", \"dry_run\": true, \"rows\": [\n" + rows + "]}");
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    assertThat(answer.body()).contains("\"accepted\":" + ROWS);
    assertThat(console.db().fetchCount(SNAPSHOT)).isZero();
  }

  private static String json(String line) {
    String[] cell = line.replace("\"", "").split(",");
    return String.format(
        "{\"account\":\"%s\",\"name\":\"%s\",\"phones\":[\"%s\"],\"balance\":%s,\"currency\":\"%s\",\"language\":\"%s\",\"zone\":\"%s\",\"address\":\"%s\"}",
        (Object[]) Arrays.stream(cell).map(String::strip).toArray(String[]::new));
  }

  @Test
  void the_page_takes_a_register_and_payments_of_20_megabytes() {
    TestConsole.Visitor olga = console.as(Role.SUPERVISOR);
    assertThat(taken(olga, "/register", register())).contains("The register was taken");
    assertThat(console.db().fetchCount(ACCOUNT)).isEqualTo(ROWS);
    assertThat(taken(olga, "/payments", payments())).contains("The payments were taken");
    assertThat(console.db().fetchCount(PAYMENT)).isEqualTo(1);
  }

  private String taken(TestConsole.Visitor visitor, String page, String file) {
    String place = visitor.post(page, Map.of("source", "bank")).headers().firstValue("X-Location").orElseThrow();
    HttpResponse<String> answer = visitor.raw(
        "POST", place + "/file?name=large.csv", "application/octet-stream", file,
        Map.of("X-Csrf-Token", visitor.csrf()));
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(201);
    ended(visitor, place);
    visitor.post(place + "/take", Map.of());
    return ended(visitor, place);
  }

  private static String ended(TestConsole.Visitor visitor, String place) {
    await().atMost(Duration.ofSeconds(60)).until(() -> !visitor.get(place).body().contains("<progress"));
    return visitor.get(place).body();
  }

  @Test
  void the_page_takes_20_megabytes_from_a_browser_without_scripts() {
    TestConsole.Visitor olga = console.as(Role.SUPERVISOR);
    HttpResponse<String> answer = form(olga, olga.csrf(), register());
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(303);
    String place = answer.headers().firstValue("Location").orElseThrow();
    assertThat(ended(olga, place)).contains("A trial: nothing was changed", "large_1_.csv");
    assertThat(form(olga, "another token", "account\n1\n").statusCode()).isEqualTo(403);
    assertThat(form(olga, olga.csrf(), "x".repeat((64 << 20) + 1)).statusCode()).isEqualTo(413);
    assertThat(uploadFolders()).hasSize(1);
  }

  private static HttpResponse<String> form(TestConsole.Visitor visitor, String token, String file) {
    String body = "--frontier\r\nContent-Disposition: form-data; name=\"csrf\"\r\n\r\n" + token
        + "\r\n--frontier\r\nContent-Disposition: form-data; name=\"file\"; filename=\"large[1].csv\"\r\n"
        + "Content-Type: text/csv\r\n\r\n" + file
        + "\r\n--frontier\r\nContent-Disposition: form-data; name=\"source\"\r\n\r\nbilling\r\n--frontier--\r\n";
    return visitor.raw("POST", "/register/file", "multipart/form-data; boundary=frontier", body, Map.of());
  }

  // --- over the limit

  @Test
  void a_body_over_64_megabytes_is_refused_with_a_message_while_its_sender_still_sends() {
    HttpResponse<String> answer = sent("/api/v1/registers", "text/csv", "x".repeat((64 << 20) + 1));
    assertThat(answer.statusCode()).isEqualTo(413);
    assertThat(answer.headers().firstValue("Content-Type")).contains("application/problem+json");
    assertThat(answer.body()).contains("larger than is taken here");
    assertThat(sent("/api/v1/registers", "text/csv", "x".repeat(110 << 20)).statusCode()).isEqualTo(413);
  }

  @Test
  void a_packed_body_that_unpacks_to_more_than_the_limit_is_refused() throws IOException {
    ByteArrayOutputStream packed = new ByteArrayOutputStream();
    try (OutputStream gzip = new GZIPOutputStream(packed)) {
      byte[] zeros = new byte[1 << 20];
      for (int i = 0; i < 70; i++) {
        gzip.write(zeros);
      }
    }
    try (Connection connection = new Connection()) {
      connection.head("text/csv", packed.size(), "Content-Encoding: gzip");
      connection.send(packed.toByteArray());
      assertThat(connection.status()).isEqualTo(413);
    }
    assertThat(console.db().fetchCount(SNAPSHOT)).isZero();
  }

  @Test
  void a_packed_register_is_taken_and_one_whose_packing_is_broken_or_unknown_is_refused() throws IOException {
    ByteArrayOutputStream packed = new ByteArrayOutputStream();
    try (OutputStream gzip = new GZIPOutputStream(packed)) {
      gzip.write(small());
    }
    assertThat(packed("gzip", Arrays.copyOf(packed.toByteArray(), packed.size() - 12))).isEqualTo(400);
    assertThat(packed("gzip", small())).isEqualTo(400);
    assertThat(packed("br", packed.toByteArray())).isEqualTo(415);
    assertThat(console.db().fetchCount(SNAPSHOT)).isZero();
    assertThat(packed("gzip", packed.toByteArray())).isEqualTo(200);
    assertThat(console.db().fetchCount(ACCOUNT)).isEqualTo(1);
  }

  private int packed(String encoding, byte[] body) throws IOException {
    try (Connection connection = new Connection()) {
      connection.head("text/csv", body.length, "Content-Encoding: " + encoding);
      connection.send(body);
      return connection.status();
    }
  }

  @Test
  void a_register_whose_length_is_not_declared_is_taken() throws IOException {
    try (Connection connection = new Connection()) {
      String head = "POST /api/v1/registers HTTP/1.1\r\nHost: here\r\nAuthorization: Bearer " + connection.key
          + "\r\nContent-Type: text/csv\r\nTransfer-Encoding: chunked\r\n\r\n" + Integer.toHexString(small().length)
          + "\r\n";
      connection.send(head.getBytes(StandardCharsets.US_ASCII));
      connection.send(small());
      connection.send("\r\n0\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
      assertThat(connection.status()).isEqualTo(200);
    }
  }

  // --- lines that are slow, wait or break

  private final class Connection implements AutoCloseable {
    private final Socket socket = new Socket("127.0.0.1", console.port());
    private final OutputStream out = socket.getOutputStream();
    private final BufferedReader in = new BufferedReader(
        new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8));
    private final String key = key();

    Connection() throws IOException {}

    void head(String type, long length, String... headers) throws IOException {
      String more = Stream.of(headers).map(header -> header + "\r\n").collect(Collectors.joining());
      send(
          ("POST /api/v1/registers HTTP/1.1\r\nHost: here\r\nAuthorization: Bearer " + key + "\r\nContent-Type: " + type
              + "\r\nContent-Length: " + length + "\r\n" + more + "\r\n").getBytes(StandardCharsets.US_ASCII));
    }

    void send(byte[] bytes) throws IOException {
      out.write(bytes);
      out.flush();
    }

    int status() throws IOException {
      String first = in.readLine();
      int length = 0;
      for (String line = in.readLine(); line != null && !line.isEmpty(); line = in.readLine()) {
        length = line.toLowerCase(Locale.ROOT).startsWith("content-length:")
            ? Integer.parseInt(line.substring(15).strip())
            : length;
      }
      in.skip(length);
      return Integer.parseInt(first.split(" ")[1]);
    }

    @Override
    public void close() throws IOException {
      socket.close();
    }
  }

  private static byte[] small() {
    return "account,name,phones,balance,currency,language,zone\n1,A,+79000000101,-1.00,RUB,ru,Europe/Moscow\n"
        .getBytes(StandardCharsets.UTF_8);
  }

  @Test
  void a_line_slower_than_a_modem_is_cut_and_a_steady_slow_one_is_not() throws Exception {
    close();
    console = TestConsole.receiving(folder, clock, new UploadPace(Duration.ofMillis(400), 1_000));
    byte[] body = register().substring(0, register().indexOf("\n", 60_000)).getBytes(StandardCharsets.UTF_8);
    try (Connection connection = new Connection()) {
      connection.head("text/csv", body.length);
      for (int from = 0; from < body.length; from += 2_000) {
        connection.send(Arrays.copyOfRange(body, from, Math.min(body.length, from + 2_000)));
        LockSupport.parkNanos(Duration.ofMillis(40).toNanos());
      }
      assertThat(connection.status()).isEqualTo(200);
    }
    try (Connection connection = new Connection()) {
      connection.head("text/csv", body.length);
      connection.send(Arrays.copyOf(body, 50_000));
      assertThat(connection.status()).as("whatever came before it stopped").isEqualTo(408);
    }
    assertThat(uploadFolders()).isEmpty();
  }

  @Test
  void a_connection_is_used_again_and_a_client_that_asks_before_sending_is_told_to_go_on() throws IOException {
    try (Connection connection = new Connection()) {
      for (int i = 0; i < 3; i++) {
        connection.head("text/csv", small().length);
        connection.send(small());
        assertThat(connection.status()).isEqualTo(200);
      }
      connection.head("text/csv", small().length, "Expect: 100-continue");
      assertThat(connection.status()).isEqualTo(100);
      connection.send(small());
      assertThat(connection.status()).isEqualTo(200);
    }
  }

  @Test
  void a_connection_that_is_cut_in_the_middle_leaves_no_file_and_nothing_half_taken() throws IOException {
    byte[] body = register().getBytes(StandardCharsets.UTF_8);
    try (Connection connection = new Connection()) {
      connection.head("text/csv", body.length);
      connection.send(Arrays.copyOf(body, body.length / 2));
    }
    TestConsole.Visitor olga = console.as(Role.SUPERVISOR);
    String place = olga.post("/payments", Map.of("source", "bank")).headers().firstValue("X-Location").orElseThrow();
    try (Socket socket = new Socket("127.0.0.1", console.port())) {
      String head = "POST " + place + "/file?name=a.csv HTTP/1.1\r\nHost: here\r\nCookie: " + olga.cookie()
          + "\r\nX-Csrf-Token: "
          + olga.csrf() + "\r\nContent-Type: application/octet-stream\r\nContent-Length: 9000000\r\n\r\n";
      socket.getOutputStream().write(head.getBytes(StandardCharsets.US_ASCII));
      socket.getOutputStream().write(Arrays.copyOf(body, 1_000_000));
    }
    await().until(() -> uploadFolders().isEmpty());
    assertThat(olga.get(place).statusCode()).isEqualTo(404);
    assertThat(console.db().fetchCount(SNAPSHOT)).isZero();
    assertThat(console.db().fetchCount(PAYMENT_FILE)).isZero();
  }

  @Test
  void several_large_files_arrive_at_once() throws Exception {
    String register = register();
    TestConsole.Visitor olga = console.as(Role.SUPERVISOR);
    CountDownLatch go = new CountDownLatch(1);
    Stream<FutureTask<Integer>> started = Stream.of("/register", "/payments", "/register", "/payments")
        .map(
            page -> new FutureTask<>(
                () -> {
                  go.await();
                  String place = olga.post(page, Map.of("source", "bank")).headers().firstValue("X-Location")
                      .orElseThrow();
                  int status = olga.raw(
                      "POST", place + "/file?name=large.csv", "application/octet-stream", register,
                      Map.of("X-Csrf-Token", olga.csrf()))
                      .statusCode();
                  ended(olga, place);
                  return status;
                }));
    var tasks = started.toList();
    tasks.forEach(task -> Thread.ofVirtual().start(task));
    go.countDown();
    for (FutureTask<Integer> task : tasks) {
      assertThat(task.get()).isEqualTo(201);
    }
  }

  /// Returns the upload folders of this process that have a file in them.
  private static List<Path> uploadFolders() {
    return UploadFolder.of(ProcessHandle.current().pid()).stream()
        .filter(one -> Files.exists(one.resolve("body")) || Files.exists(one.resolve("converted")))
        .toList();
  }
}
