package org.obzvon.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.obzvon.fixture.TestConsole;
import org.obzvon.staff.Role;

/// Tests the board's events, byte by byte, as they leave the server.
@Tag("slow")
@Timeout(60)
class EventStreamTest {
  @TempDir
  private Path folder;
  private TestConsole console;

  @BeforeEach
  void open() {
    console = new TestConsole(folder, TestConsole.noon());
  }

  @AfterEach
  void close() {
    console.close();
  }

  /// Returns the lines of the answer up to the first that begins with `last`.
  private List<String> until(String last, String... headers) throws IOException {
    try (Socket socket = new Socket("127.0.0.1", console.port())) {
      OutputStream out = socket.getOutputStream();
      String request = "GET /board/events HTTP/1.1\r\nHost: here\r\n" + String.join("", headers) + "\r\n";
      out.write(request.getBytes(StandardCharsets.US_ASCII));
      BufferedReader in = new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8));
      List<String> lines = new ArrayList<>();
      for (String line = in.readLine(); line != null; line = in.readLine()) {
        lines.add(line);
        if (line.startsWith(last)) {
          lines.add(in.readLine());
          return lines;
        }
      }
      return lines;
    }
  }

  @Test
  void the_stream_begins_with_the_time_to_come_back_and_then_tells_the_numbers_with_their_id() throws IOException {
    String cookie = "Cookie: " + console.as(Role.SUPERVISOR).cookie() + "\r\n";
    List<String> lines = until("data: {", cookie);
    assertThat(lines.getFirst()).isEqualTo("HTTP/1.1 200 OK");
    assertThat(lines).anyMatch(line -> line.equalsIgnoreCase("content-type: text/event-stream"));
    assertThat(lines).contains("retry: 3000", "event: hello", "event: numbers");
    assertThat(lines).anyMatch(line -> line.matches("id: \\d{15,18}"));
    assertThat(lines.get(lines.size() - 2)).startsWith("data: {").endsWith("}").contains("\"total\":0")
        .contains("\"open pbx\":3");
    assertThat(lines.getLast()).as("an empty line ends the event").isEmpty();
  }

  @Test
  void nobody_listens_without_a_session() throws IOException {
    assertThat(until("location").getFirst()).isEqualTo("HTTP/1.1 303 See Other");
  }
}
