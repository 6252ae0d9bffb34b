package org.obzvon.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.obzvon.jooq.Tables.API_ANSWER;
import static org.obzvon.jooq.Tables.PAYMENT_FILE;

import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.obzvon.console.api.UploadPace;
import org.obzvon.fixture.TestClock;
import org.obzvon.fixture.TestConsole;
import org.obzvon.staff.ApiKeyScope;
import org.obzvon.staff.jooq.JooqApiKeys;

/// Tests that a sender who does not finish a body holds one of few places only for the allowed time.
@Tag("slow")
@Timeout(120)
class SlowSenderTest {
  /// There are fewer places than this.
  private static final int SENDERS = 12;

  private final TestClock clock = TestConsole.noon();
  @TempDir
  private Path folder;
  private TestConsole console;

  @BeforeEach
  void open() {
    console = TestConsole.receiving(folder, clock, new UploadPace(Duration.ofMillis(20), 1_000_000));
  }

  @AfterEach
  void close() {
    console.close();
  }

  /// Sends the beginning of a body alone and returns the whole answer, to the end of the connection.
  private String answer(String key) throws IOException {
    try (Socket socket = new Socket("127.0.0.1", console.port())) {
      String head = "POST /api/v1/payments HTTP/1.1\r\nHost: here\r\nAuthorization: Bearer " + key
          + "\r\nIdempotency-Key: once\r\n"
          + "Content-Type: text/csv\r\nContent-Length: 5000\r\n\r\nexternal id";
      socket.getOutputStream().write(head.getBytes(StandardCharsets.US_ASCII));
      return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  @Test
  void a_slow_sender_is_told_so_his_connection_ends_and_his_place_is_free_again() throws IOException {
    String key = new JooqApiKeys(console.db(), clock).make("program", Set.of(ApiKeyScope.values()), Optional.empty());
    for (int sender = 0; sender < SENDERS; sender++) {
      assertThat(answer(key))
          .startsWith("HTTP/1.1 408 Request Timeout")
          .contains("application/problem+json").contains("bytes of the body arrived within 0 seconds");
    }
    assertThat(console.db().fetchCount(PAYMENT_FILE)).isZero();
    assertThat(console.db().fetchCount(API_ANSWER)).as("the idempotency key is free").isZero();
  }

  @Test
  void a_slow_line_is_fast_enough_as_long_as_it_is_steady() {
    assertThat(UploadPace.USUAL.least()).as("bytes within 15 seconds").isEqualTo(15 * 16 * 1024);
  }
}
