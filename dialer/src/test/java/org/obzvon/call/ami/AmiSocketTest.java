package org.obzvon.call.ami;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("slow")
class AmiSocketTest {
  private ServerSocket server;
  private AmiSocket socket;
  private Socket peer;

  @BeforeEach
  void connect() throws IOException {
    server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
    server.setReceiveBufferSize(4096);
    socket = new AmiSocket("127.0.0.1", server.getLocalPort(), 5_000, 5_000);
    peer = server.accept();
  }

  @AfterEach
  void disconnect() throws IOException {
    socket.close();
    peer.close();
    server.close();
  }

  private void tell(String text) throws IOException {
    peer.getOutputStream().write(text.getBytes(StandardCharsets.UTF_8));
  }

  @Test
  void lines_end_with_cr_lf_alone() throws IOException {
    tell("Asterisk Call Manager/11.0.0\r\nName: a\nEvent: Forged\rb\r\n\r\n\u043a\r\nlast");
    peer.shutdownOutput();
    assertThat(socket.readLine()).isEqualTo("Asterisk Call Manager/11.0.0");
    assertThat(socket.readLine()).isEqualTo("Name: a\nEvent: Forged\rb");
    assertThat(socket.readLine()).isEmpty();
    assertThat(socket.readLine()).isEqualTo("\u043a");
    assertThat(socket.readLine()).isEqualTo("last");
    assertThat(socket.readLine()).isNull();
  }

  @Test
  void a_line_without_an_end_is_refused() throws IOException {
    Thread.ofVirtual().start(() -> {
      try {
        tell("x".repeat(200_000));
      } catch (IOException _) {
        // the reader refuses the line in the middle
      }
    });
    assertThatThrownBy(socket::readLine).isInstanceOf(IOException.class).hasMessageContaining("characters");
  }

  @Test
  void what_a_stalled_peer_has_not_been_given_when_the_connection_is_closed_never_reaches_it() throws Exception {
    String action = "Action: Originate\r\nVariable: " + "x".repeat(1000) + "\r\n\r\n";
    int actions = 20_000;
    Thread writer = Thread.ofVirtual().start(() -> {
      try {
        for (int i = 0; i < actions; i++) {
          socket.write(action);
          socket.flush();
        }
      } catch (IOException _) {
        // the test closes the socket below
      }
    });
    assertThat(writer.join(Duration.ofMillis(500))).as("the peer reads nothing, so writing stalls").isFalse();
    socket.close();
    assertThat(writer.join(Duration.ofSeconds(20))).isTrue();
    long got = 0;
    try {
      byte[] some = new byte[65_536];
      for (int read = peer.getInputStream().read(some); read >= 0; read = peer.getInputStream().read(some)) {
        got += read;
      }
      throw new AssertionError("closed in order instead of reset, after " + got + " bytes");
    } catch (SocketException e) {
      assertThat(e).hasMessageContaining("reset");
    }
  }
}
