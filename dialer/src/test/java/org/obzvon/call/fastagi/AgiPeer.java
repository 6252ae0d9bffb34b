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

/// The exchange's side of FastAGI, as Asterisk speaks it: sends a request, answers commands until told to hang up.
final class AgiPeer implements AutoCloseable {
  /// What to answer a command with; several lines are possible. `null` closes the connection.
  interface Answers {
    String to(String command);
  }

  private static final String KEEP = "DATABASE PUT obzvon ";

  private final Socket socket;
  private final BufferedReader in;
  private final OutputStream out;
  final List<String> commands = new ArrayList<>();
  /// What the exchange is to keep: `ATTEMPT/entry "value"`; no part of [#commands].
  final List<String> kept = new ArrayList<>();

  private final CallTokens tokens;

  AgiPeer(int port, CallTokens tokens) throws IOException {
    this.tokens = tokens;
    socket = new Socket("127.0.0.1", port);
    socket.setSoTimeout(30_000);
    in = new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8));
    out = socket.getOutputStream();
  }

  /// With the call's own token, where the id is that of an attempt.
  AgiPeer request(String uniqueId, String detected) throws IOException {
    return request(uniqueId, detected, uniqueId.length() == 36 ? tokens.of(UUID.fromString(uniqueId)) : "");
  }

  AgiPeer request(String uniqueId, String detected, String token) throws IOException {
    return request(uniqueId, detected, token, "");
  }

  /// @param early the key that was pressed before
  AgiPeer request(String uniqueId, String detected, String token, String early) throws IOException {
    Map<String, String> lines =
        Map.of("agi_arg_3", early, "agi_network", "yes", "agi_request", "agi://127.0.0.1/ivr", "agi_channel", "Local/x@y;2",
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

  /// Answers until the other side closes.
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
        return commands; // closed by the other side while we were answering
      }
    }
    return commands;
  }

  /// One command without an answer; `null` when the other side closed.
  String read() throws IOException {
    return in.readLine();
  }

  /// Plays every sound to its end and presses the keys where it is listened for; `-` is silence.
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
