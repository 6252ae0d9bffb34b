package org.obzvon;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicLong;

/// A line to a server that can fall silent and can be cut: what the server says is dropped meanwhile, what it hears is not.
final class FrailLine implements AutoCloseable {
  private static final int BUFFER = 16 * 1024;

  private final int to;
  private final ServerSocket socket;
  private final List<Socket> open = new CopyOnWriteArrayList<>();
  private final AtomicLong swallowed = new AtomicLong();
  private volatile boolean silent;

  FrailLine(int to) {
    this.to = to;
    try {
      this.socket = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    Thread.ofVirtual().name("line").start(this::accept);
  }

  int port() {
    return socket.getLocalPort();
  }

  /// From now on the server's answers do not arrive.
  void fallSilent() {
    silent = true;
  }

  /// Octets of the server that did not arrive.
  long swallowed() {
    return swallowed.get();
  }

  /// Cuts what is connected; who connects again is heard and answered.
  void cut() {
    open.forEach(FrailLine::closed);
    open.clear();
    silent = false;
  }

  private void accept() {
    while (!socket.isClosed()) {
      try {
        Socket here = socket.accept();
        Socket there = new Socket(InetAddress.getLoopbackAddress(), to);
        here.setTcpNoDelay(true);
        there.setTcpNoDelay(true);
        open.addAll(List.of(here, there));
        Thread.ofPlatform().daemon().start(() -> carry(here, there, false));
        Thread.ofPlatform().daemon().start(() -> carry(there, here, true));
      } catch (IOException e) {
        if (!socket.isClosed()) {
          throw new UncheckedIOException(e);
        }
      }
    }
  }

  private void carry(Socket from, Socket to, boolean maySilence) {
    byte[] buffer = new byte[BUFFER];
    try (from;
        to) {
      InputStream in = from.getInputStream();
      OutputStream out = to.getOutputStream();
      for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
        if (maySilence && silent) {
          swallowed.addAndGet(read);
        } else {
          out.write(buffer, 0, read);
        }
      }
    } catch (IOException _) {
      // One side is gone: closing both is all there is to do.
    }
  }

  private static void closed(Socket socket) {
    try {
      socket.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() {
    closed(open);
    try {
      socket.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void closed(List<Socket> sockets) {
    sockets.forEach(FrailLine::closed);
  }
}
