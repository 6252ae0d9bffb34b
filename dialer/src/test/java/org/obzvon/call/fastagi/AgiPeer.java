package org.obzvon.call.fastagi;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.obzvon.call.CallTokens;

/// The exchange's side of FastAGI, as Asterisk speaks it: it sends a request and answers commands until HANGUP.
final class AgiPeer implements AutoCloseable {
  /// Returns the answer to a command; it may have several lines. `null` closes the connection.
  interface Answers {
    String to(String command);
  }

  private static final String KEEP = "DATABASE PUT obzvon ";

  private final Socket socket;
  private final BufferedReader in;
  private final OutputStream out;
  final List<String> commands = new ArrayList<>();
  /// The entries that the exchange is asked to keep: `ATTEMPT/entry "value"`; they are not part of [#commands].
  final List<String> kept = new ArrayList<>();

  private final CallTokens tokens;

  AgiPeer(int port, CallTokens tokens) throws IOException {
    this.tokens = tokens;
    socket = new Socket("127.0.0.1", port);
    socket.setSoTimeout(30_000);
    in = new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8));
    out = socket.getOutputStream();
  }

  /// Sends a request with the call's own token if the id is that of an attempt.
  AgiPeer request(String uniqueId, String detected) throws IOException {
    return request(uniqueId, detected, uniqueId.length() == 36 ? tokens.of(UUID.fromString(uniqueId)) : "");
  }

  AgiPeer request(String uniqueId, String detected, String token) throws IOException {
    return request(uniqueId, detected, token, "");
  }

  /// @param early the key that was pressed before the request
  AgiPeer request(String uniqueId, String detected, String token, String early) throws IOException {
    Map<String, String> lines = Map.of("agi_arg_3", early, "agi_network", "yes", "agi_request", "agi://127.0.0.1/ivr",
        "agi_channel",
        "Local/x@y;2",
        "agi_uniqueid", uniqueId, "agi_arg_1", detected, "agi_arg_2", token);
    StringBuilder request = new StringBuilder();
    lines.forEach((key, value) -> request.append(key).append(": ").append(value).append('\n'));
    return send(request + "\n");
  }

  AgiPeer send(String text) throws IOException {
    out.write(text.getBytes(StandardCharsets.UTF_8));
    out.flush();
    return this;
  }

  /// Answers commands until the other side closes, and returns them.
  List<String> answer(Answers answers) throws IOException {
    String command = in.readLine();
    while (command != null) {
      if (command.startsWith(KEEP)) {
        kept.add(command.substring(KEEP.length()));
        try {
          send("200 result=1\n");
          command = in.readLine();
        } catch (IOException _) {
          return commands;
        }
        continue;
      }
      commands.add(command);
      String answer = command.equals("HANGUP") ? "200 result=1" : answers.to(command);
      if (answer == null) {
        socket.close();
        return commands;
      }
      try {
        send(answer + "\n");
        command = in.readLine();
      } catch (IOException _) {
        return commands; // the other side closed while we were answering
      }
    }
    return commands;
  }

  /// Reads one command and does not answer it. Returns `null` if the other side closed.
  String read() throws IOException {
    return in.readLine();
  }

  /// Plays every sound to its end and presses the keys when the robot waits for one; `-` is silence.
  static Answers pressing(String keys) {
    Deque<Character> left = new ArrayDeque<>();
    keys.chars().forEach(key -> left.add((char) key));
    return command -> {
      if (command.startsWith("WAIT FOR DIGIT") && !left.isEmpty()) {
        char key = left.remove();
        return "200 result=" + (key == '-' ? 0 : (int) key);
      }
      return plain(command);
    };
  }

  static String plain(String command) {
    if (command.startsWith("STREAM FILE")) {
      return "200 result=0 endpos=8000";
    }
    if (command.startsWith("SET VARIABLE")) {
      return "200 result=1";
    }
    return command.startsWith("WAIT FOR DIGIT") ? "200 result=0" : "510 Invalid or unknown command";
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }
}
