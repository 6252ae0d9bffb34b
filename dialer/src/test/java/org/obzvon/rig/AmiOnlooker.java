package org.obzvon.rig;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Predicate;
import org.obzvon.call.ami.RealLine;

/// Records every event of the exchange, keys included, by an AMI account of the rig that may send no commands.
public final class AmiOnlooker implements AutoCloseable {
  private final Socket socket;
  private final List<Map<String, String>> events = new CopyOnWriteArrayList<>();

  public AmiOnlooker() throws IOException {
    Properties rig = RealLine.properties();
    socket = new Socket(rig.getProperty("ami.host"), Integer.parseInt(rig.getProperty("ami.port")));
    String login = "Action: Login\r\nUsername: %s\r\nSecret: %s\r\n\r\n"
        .formatted(rig.getProperty("ami.watch.user"), rig.getProperty("ami.secret"));
    socket.getOutputStream().write(login.getBytes(StandardCharsets.UTF_8));
    Thread.ofVirtual().start(this::listen);
  }

  private void listen() {
    try {
      var in = new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8));
      Map<String, String> event = new HashMap<>();
      for (String line = in.readLine(); line != null; line = in.readLine()) {
        int colon = line.indexOf(": ");
        if (colon > 0) {
          event.put(line.substring(0, colon), line.substring(colon + 2));
        } else if (line.isEmpty()) {
          events.add(event);
          event = new HashMap<>();
        }
      }
    } catch (IOException _) {
      return; // the test closed the socket
    }
  }

  /// Returns the instant of the first such event, by the exchange's clock.
  public Optional<Instant> first(Predicate<Map<String, String>> which) {
    return events.stream()
        .filter(which)
        .findFirst()
        .map(event -> Instant.EPOCH.plusNanos(Math.round(Double.parseDouble(event.get("Timestamp")) * 1e6) * 1_000));
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }
}
