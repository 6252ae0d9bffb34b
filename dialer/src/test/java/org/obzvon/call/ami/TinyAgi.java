package org.obzvon.call.ami;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import org.obzvon.call.DialogueResult;
import org.obzvon.call.DialogueSink;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// A minimal conversation for call tests: it waits for a key. 1 is the right person, 0 asks for an operator, any other
/// key is somebody else; no key is silence.
public final class TinyAgi implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(TinyAgi.class);

  /// The number of conversations that have begun.
  public final AtomicInteger begun = new AtomicInteger();
  private final ServerSocket server = new ServerSocket(0, 1024, InetAddress.getLoopbackAddress());
  private final DialogueSink sink;
  private final int waitMillis;
  private final InstantSource clock;

  public TinyAgi(DialogueSink sink, int waitMillis, InstantSource clock) throws IOException {
    this.sink = sink;
    this.waitMillis = waitMillis;
    this.clock = clock;
    Thread.ofVirtual().start(this::accept);
  }

  public String url() {
    return "agi://127.0.0.1:" + server.getLocalPort() + "/test";
  }

  private void accept() {
    while (!server.isClosed()) {
      try {
        Socket socket = server.accept();
        Thread.ofVirtual().start(() -> lead(socket));
      } catch (IOException _) {
        return; // the test closed it
      }
    }
  }

  private void lead(Socket socket) {
    try (socket) {
      var in = new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8));
      UUID attempt = null;
      boolean machine = false;
      String early = "";
      for (String line = in.readLine(); line != null && !line.isEmpty(); line = in.readLine()) {
        if (line.startsWith("agi_uniqueid: ")) {
          attempt = UUID.fromString(line.substring("agi_uniqueid: ".length()));
        }
        machine |= line.equals("agi_arg_1: MACHINE");
        early = line.startsWith("agi_arg_3: ") ? line.substring("agi_arg_3: ".length()) : early;
      }
      sink.begun(attempt, clock.instant());
      begun.incrementAndGet();
      DialogueResult said = machine ? dialogue(DialogueResult.End.MACHINE, false, "")
          : talk(in, socket.getOutputStream(), early);
      sink.ended(attempt, said, clock.instant());
      if (said.end() != DialogueResult.End.TRANSFERRED) {
        hangUp(socket.getOutputStream());
      }
    } catch (IOException | RuntimeException e) {
      LOG.error("the scripted conversation failed", e);
    }
  }

  /// Hangs up by command. If a connection closes without it, the dial plan takes it as broken off and listens on.
  private static void hangUp(OutputStream out) {
    try {
      out.write("EXEC Hangup 16\n".getBytes(StandardCharsets.UTF_8));
    } catch (IOException e) {
      LOG.debug("the debtor hung up first", e);
    }
  }

  private DialogueResult talk(BufferedReader in, OutputStream out, String early) throws IOException {
    String reply = early.isEmpty() ? ask(in, out, "WAIT FOR DIGIT " + waitMillis)
        : "200 result=" + (int) early.charAt(0);
    if (reply.isEmpty()) {
      return dialogue(DialogueResult.End.CUT, false, "");
    }
    int code = Integer.parseInt(reply.replaceFirst("^200 result=(-?\\d+).*", "$1"));
    return switch (code) {
      case -1 -> dialogue(DialogueResult.End.HUNG_UP, false, "");
      case 0 -> dialogue(DialogueResult.End.SILENT, false, "");
      case '1' -> dialogue(DialogueResult.End.FINISHED, true, "1");
      case '0' -> {
        ask(in, out, "SET VARIABLE OBZVON_NEXT operator");
        yield dialogue(DialogueResult.End.TRANSFERRED, false, "0");
      }
      default -> dialogue(DialogueResult.End.SOMEBODY_ELSE, false, String.valueOf((char) code));
    };
  }

  /// Returns the reply; a bare HANGUP may come before it. Returns an empty text if the connection ended without a
  /// reply.
  private static String ask(BufferedReader in, OutputStream out, String command) throws IOException {
    out.write((command + "\n").getBytes(StandardCharsets.UTF_8));
    out.flush();
    boolean hungUp = false;
    String line = in.readLine();
    while (line != null && !line.startsWith("200")) {
      hungUp |= line.equals("HANGUP");
      line = in.readLine();
    }
    return Optional.ofNullable(line).orElse(hungUp ? "200 result=-1" : "");
  }

  private static DialogueResult dialogue(DialogueResult.End end, boolean rightPerson, String keys) {
    return new DialogueResult(end, rightPerson, Optional.empty(), Optional.empty(), keys);
  }

  @Override
  public void close() throws IOException {
    server.close();
  }
}
