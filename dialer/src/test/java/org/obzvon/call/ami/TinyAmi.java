package org.obzvon.call.ami;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Function;

/// The server side of the AMI wire, for behaviour that a healthy Asterisk does not show on demand: it loses an answer,
/// declines or goes silent. It keeps every action word for word, as lines.
final class TinyAmi implements AutoCloseable {
  final List<List<String>> originates = new CopyOnWriteArrayList<>();
  final List<String> hangups = new CopyOnWriteArrayList<>();
  /// Gives the answer to an Originate with this ActionID; an empty text sends nothing.
  volatile Function<String, String> onOriginate = id -> success(id, "Originate successfully queued");
  /// Gives the list that answers CoreShowChannels with this ActionID.
  volatile Function<String, String> onShowChannels = id -> success(id, "Channels will follow") + complete(id, 0);
  /// Gives the answer to a Ping with this ActionID.
  volatile Function<String, String> onPing = id -> success(id, "Accepted");
  /// Gives the list that answers DBGetTree with this ActionID.
  volatile Function<String, String> onKept = id -> success(id, "Accepted");
  /// The text that is sent after every login, such as an event.
  volatile String afterLogin = "";
  private final ServerSocket server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
  private final List<Socket> open = new CopyOnWriteArrayList<>();

  TinyAmi() throws IOException {
    Thread.ofVirtual().start(this::accept);
  }

  int port() {
    return server.getLocalPort();
  }

  static String success(String id, String message) {
    return "Response: Success\r\nActionID: " + id + "\r\nMessage: " + message + "\r\n\r\n";
  }

  static String error(String id, String message) {
    return "Response: Error\r\nActionID: " + id + "\r\nMessage: " + message + "\r\n\r\n";
  }

  static String channel(String id, UUID uniqueId, int state) {
    return "Event: CoreShowChannel\r\nActionID: " + id + "\r\nUniqueid: " + uniqueId + "\r\nChannelState: " + state
        + "\r\n\r\n";
  }

  static String complete(String id, int items) {
    return "Event: CoreShowChannelsComplete\r\nActionID: " + id + "\r\nEventList: Complete\r\nListItems: " + items
        + "\r\n\r\n";
  }

  /// Returns the event of an exchange that has been running for so many seconds.
  static String booted(int uptime) {
    return "Event: FullyBooted\r\nPrivilege: system,all\r\nUptime: " + uptime + "\r\nLastReload: " + uptime
        + "\r\nStatus: Fully Booted\r\n\r\n";
  }

  /// Returns an answer to DBGetTree.
  ///
  /// @param entries the keys with their values
  static String kept(String id, Map<String, String> entries) {
    StringBuilder answer = new StringBuilder(success(id, "Result will follow"));
    entries.forEach(
        (key, value) -> answer.append("Event: DBGetTreeResponse\r\nActionID: ").append(id).append("\r\nKey: ")
            .append(key)
            .append("\r\nVal: ").append(value).append("\r\n\r\n"));
    return answer.append("Event: DBGetTreeComplete\r\nActionID: ").append(id)
        .append("\r\nEventList: Complete\r\nListItems: ")
        .append(entries.size()).append("\r\n\r\n").toString();
  }

  /// Sends an event to all connected clients.
  void event(String... lines) throws IOException {
    for (Socket socket : open) {
      write(socket.getOutputStream(), String.join("\r\n", lines) + "\r\n\r\n");
    }
  }

  void dropConnections() throws IOException {
    for (Socket socket : open) {
      socket.close();
    }
  }

  private void accept() {
    while (!server.isClosed()) {
      try {
        Socket socket = server.accept();
        open.add(socket);
        Thread.ofVirtual().start(() -> serve(socket));
      } catch (IOException _) {
        return; // the test closed it
      }
    }
  }

  private void serve(Socket socket) {
    try (socket) {
      OutputStream out = socket.getOutputStream();
      write(out, "Asterisk Call Manager/11.0.0\r\n");
      var in = new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8));
      List<String> action = new ArrayList<>();
      for (String line = in.readLine(); line != null; line = in.readLine()) {
        if (!line.isEmpty()) {
          action.add(line);
        } else if (!action.isEmpty()) {
          write(out, answer(List.copyOf(action)));
          action.clear();
        }
      }
    } catch (IOException _) {
      open.remove(socket); // either side dropped it
    }
  }

  private String answer(List<String> action) {
    String id = value(action, "actionid");
    return switch (value(action, "action")) {
      case "Challenge" -> "Response: Success\r\nActionID: " + id + "\r\nChallenge: 123456\r\n\r\n";
      case "CoreSettings" ->
          "Response: Success\r\nActionID: " + id + "\r\nAMIversion: 11.0.0\r\nAsteriskVersion: 22.0.0\r\n\r\n";
      case "Login" -> success(id, "Authentication accepted") + afterLogin;
      case "DBGetTree" -> onKept.apply(id);
      case "Ping" -> onPing.apply(id);
      case "CoreShowChannels" -> onShowChannels.apply(id);
      case "Hangup" -> {
        hangups.add(value(action, "channel"));
        yield success(id, "Channel Hungup");
      }
      case "Originate" -> {
        originates.add(action);
        yield onOriginate.apply(id);
      }
      default -> success(id, "Accepted");
    };
  }

  static String value(List<String> action, String key) {
    return action.stream()
        .filter(line -> line.toLowerCase().startsWith(key + ": "))
        .map(line -> line.substring(key.length() + 2))
        .findFirst().orElse("");
  }

  private static void write(OutputStream out, String text) throws IOException {
    synchronized (out) {
      out.write(text.getBytes(StandardCharsets.UTF_8));
      out.flush();
    }
  }

  @Override
  public void close() throws IOException {
    server.close();
    dropConnections();
  }
}
