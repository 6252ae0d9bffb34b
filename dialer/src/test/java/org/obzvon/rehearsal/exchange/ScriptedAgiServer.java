package org.obzvon.rehearsal.exchange;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.io.OutputStreamWriter;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/// A tiny FastAGI server: it sends the commands of its script one after the other, whatever the answers are, and keeps
/// the lines that it receives. The command `(hold)` sends nothing and waits for an unsolicited line.
final class ScriptedAgiServer implements AutoCloseable {
  private final ServerSocket server;
  private final List<String> script;
  private final List<String> heard = Collections.synchronizedList(new ArrayList<>());
  private final List<String> environment = Collections.synchronizedList(new ArrayList<>());

  ScriptedAgiServer(String... script) throws IOException {
    this.script = List.of(script);
    this.server = new ServerSocket(0, 1_000, InetAddress.getLoopbackAddress());
    Thread.ofVirtual().start(this::accept);
  }

  String address() {
    return "agi://127.0.0.1:" + server.getLocalPort() + "/ivr";
  }

  List<String> heard() {
    synchronized (heard) {
      return List.copyOf(heard);
    }
  }

  List<String> environment() {
    synchronized (environment) {
      return List.copyOf(environment);
    }
  }

  private void accept() {
    while (!server.isClosed()) {
      try {
        Socket call = server.accept();
        Thread.ofVirtual().start(() -> lead(call));
      } catch (IOException e) {
        if (!server.isClosed()) {
          throw new UncheckedIOException(e);
        }
      }
    }
  }

  private void lead(Socket call) {
    try (call;
        BufferedReader in = new BufferedReader(new InputStreamReader(call.getInputStream(), StandardCharsets.UTF_8));
        Writer out = new OutputStreamWriter(call.getOutputStream(), StandardCharsets.UTF_8)) {
      for (String line = in.readLine(); line != null && !line.isEmpty(); line = in.readLine()) {
        environment.add(line);
      }
      for (String command : script) {
        if (!command.equals("(hold)")) {
          out.write(command + "\n");
          out.flush();
        }
        heard.add(String.valueOf(in.readLine()));
      }
    } catch (IOException e) {
      heard.add("broken: " + e.getMessage());
    }
  }

  @Override
  public void close() throws IOException {
    server.close();
  }
}
