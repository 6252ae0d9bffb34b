package org.obzvon;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;

/// Stands between two programs, passes everything on and keeps what the one that connects and the one that listens say.
final class WireRecorder implements AutoCloseable {
  private final ServerSocket listening;
  private final int to;
  private final ByteArrayOutputStream fromCaller = new ByteArrayOutputStream();
  private final ByteArrayOutputStream fromListener = new ByteArrayOutputStream();

  /// @param to the listener's port on loopback; it need not listen yet
  WireRecorder(int to) {
    this.to = to;
    try {
      this.listening = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    Thread.ofVirtual().start(this::accept);
  }

  int port() {
    return listening.getLocalPort();
  }

  String saidByCaller() {
    return fromCaller.toString(StandardCharsets.UTF_8);
  }

  String saidByListener() {
    return fromListener.toString(StandardCharsets.UTF_8);
  }

  private void accept() {
    while (!listening.isClosed()) {
      try {
        Socket caller = listening.accept();
        Socket listener = new Socket(InetAddress.getLoopbackAddress(), to);
        Thread.ofVirtual().start(() -> pass(caller, listener, fromCaller));
        Thread.ofVirtual().start(() -> pass(listener, caller, fromListener));
      } catch (IOException _) {
        // closed, or nobody listens yet: whoever called tries again
      }
    }
  }

  private static void pass(Socket from, Socket to, ByteArrayOutputStream kept) {
    try (from;
        to) {
      InputStream in = from.getInputStream();
      OutputStream out = to.getOutputStream();
      byte[] buffer = new byte[8192];
      for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
        kept.write(buffer, 0, read);
        out.write(buffer, 0, read);
      }
    } catch (IOException _) {
      // one side is gone, so the other goes too
    }
  }

  @Override
  public void close() throws IOException {
    listening.close();
  }
}
