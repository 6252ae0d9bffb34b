package org.obzvon;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Predicate;

/// Passes connections on to PostgreSQL and, when it is told to, cuts one after the server has committed and before its
/// answer reaches the client. Understands as much of the protocol as that needs.
public final class CuttingProxy implements AutoCloseable {
  private static final int STARTUP = 0;
  private static final Predicate<String> NOTHING = _ -> false;

  private final int server;
  private final ServerSocket listening;
  private final Set<Link> links = ConcurrentHashMap.newKeySet();
  private final AtomicReference<Predicate<String>> cutting = new AtomicReference<>(NOTHING);
  private final AtomicInteger left = new AtomicInteger();
  private final AtomicInteger cuts = new AtomicInteger();
  private volatile boolean stalled;
  private volatile boolean goesAway;
  private volatile boolean away;

  public CuttingProxy(int server) {
    this.server = server;
    try {
      this.listening = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    Thread.ofVirtual().name("cutting-proxy").start(this::accept);
  }

  public int port() {
    return listening.getLocalPort();
  }

  /// Loses the answers to what is committed next.
  ///
  /// @param words of the statements of one transaction, all together
  /// @param times how many answers are lost
  public void loseAnswers(Predicate<String> words, int times) {
    left.set(times);
    cutting.set(words);
  }

  /// How many answers were lost.
  public int cuts() {
    return cuts.get();
  }

  /// The same once, and the server is gone with it until [#comeBack].
  public void loseAnswerAndGoAway(Predicate<String> words) {
    goesAway = true;
    loseAnswers(words, 1);
  }

  public void comeBack() {
    goesAway = false;
    away = false;
  }

  /// Cuts every connection at once.
  public void cutAll() {
    links.forEach(Link::close);
  }

  /// Holds every byte back until it is told otherwise; the connections stay open.
  public void stall(boolean now) {
    stalled = now;
  }

  private void accept() {
    try {
      while (true) {
        Link link = new Link(listening.accept(), new Socket(InetAddress.getLoopbackAddress(), server));
        links.add(link);
        if (away) {
          link.close();
          continue;
        }
        Thread.ofVirtual().start(() -> link.pass(link::passQuestions));
        Thread.ofVirtual().start(() -> link.pass(link::passAnswers));
      }
    } catch (IOException _) {
      cutAll();
    }
  }

  @Override
  public void close() {
    try {
      listening.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private boolean isToBeCut(String words) {
    if (!cutting.get().test(words) || left.getAndUpdate(more -> Math.max(0, more - 1)) == 0) {
      return false;
    }
    cuts.incrementAndGet();
    if (goesAway) {
      away = true;
      cutAll();
    }
    return true;
  }

  private interface Passing {
    void run() throws IOException, InterruptedException;
  }

  private final class Link {
    private final Socket client;
    private final Socket server;
    /// Of the statements since the last commit.
    private final StringBuffer words = new StringBuffer();

    private Link(Socket client, Socket server) throws IOException {
      this.client = client;
      this.server = server;
      client.setTcpNoDelay(true);
      server.setTcpNoDelay(true);
    }

    private void pass(Passing passing) {
      try {
        passing.run();
      } catch (IOException | InterruptedException _) {
        // One side is gone.
      } finally {
        close();
      }
    }

    private void passQuestions() throws IOException, InterruptedException {
      DataInputStream in = new DataInputStream(new BufferedInputStream(client.getInputStream()));
      OutputStream out = server.getOutputStream();
      out.write(message(in, STARTUP));
      while (true) {
        int type = in.readUnsignedByte();
        byte[] message = message(in, type);
        if (type == 'P' || type == 'Q') {
          words.append(new String(message, StandardCharsets.UTF_8)).append('\n');
        }
        awaitFlow();
        out.write(message);
      }
    }

    /// Answers are kept until the server is ready for the next question.
    private void passAnswers() throws IOException, InterruptedException {
      DataInputStream in = new DataInputStream(new BufferedInputStream(server.getInputStream()));
      ByteArrayOutputStream kept = new ByteArrayOutputStream();
      boolean failed = false;
      while (true) {
        int type = in.readUnsignedByte();
        byte[] message = message(in, type);
        kept.write(message);
        failed |= type == 'E';
        boolean idle = type == 'Z' && message[5] == 'I';
        if (idle && !failed && isToBeCut(words.toString())) {
          return;
        }
        if (type == 'Z' || type == 'R' || type == 'G' || type == 'H' || type == 'W') {
          awaitFlow();
          client.getOutputStream().write(kept.toByteArray());
          kept.reset();
        }
        if (idle) {
          words.setLength(0);
          failed = false;
        }
      }
    }

    private void awaitFlow() throws InterruptedException {
      while (stalled) {
        Thread.sleep(20);
      }
    }

    private static byte[] message(DataInputStream in, int type) throws IOException {
      ByteArrayOutputStream message = new ByteArrayOutputStream();
      if (type != STARTUP) {
        message.write(type);
      }
      int length = in.readInt();
      message.write(new byte[] {(byte) (length >>> 24), (byte) (length >>> 16), (byte) (length >>> 8), (byte) length});
      message.write(in.readNBytes(length - 4));
      return message.toByteArray();
    }

    private void close() {
      links.remove(this);
      try (client; server) {
        // Closed by leaving.
      } catch (IOException _) {
        // Gone already.
      }
    }
  }
}
