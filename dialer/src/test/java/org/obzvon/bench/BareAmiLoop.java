package org.obzvon.bench;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.UUID;

/// The limit against which the product is measured: a plain loop over an AMI socket that keeps N calls in flight to the
/// number that answers, stays one second and hangs up. It has no store, no policy and no conversation: the answered leg
/// just waits. It uses one thread; a call that ends starts the next.
public final class BareAmiLoop {
  private static final Duration RAMP = Duration.ofSeconds(3);
  private static final Duration DRAIN = Duration.ofSeconds(20);

  private final Properties rig;
  private final int inFlight;
  private final String answered;
  private final Set<String> open = new HashSet<>();
  private int placed;
  private int ended;
  private int failed;

  /// @param rig the contents of `rig.properties`
  public BareAmiLoop(Properties rig, int inFlight) {
    this(rig, inFlight, "Application: Wait\r\nData: 30");
  }

  private BareAmiLoop(Properties rig, int inFlight, String answered) {
    this.rig = rig;
    this.inFlight = inFlight;
    this.answered = answered;
  }

  /// Returns the same loop with a sound that every answered call plays. It shows what speech alone costs the two
  /// exchanges.
  ///
  /// @param sound the path as the exchange sees it, without its extension
  public static BareAmiLoop playing(Properties rig, int inFlight, String sound) {
    return new BareAmiLoop(rig, inFlight, "Application: Playback\r\nData: " + sound);
  }

  /// @param calls the calls that ended within the measured time
  /// @param failed the unanswered calls among all calls
  public record Rate(int inFlight, int calls, int failed, double callsPerSecond) {
    @Override
    public String toString() {
      return "%d in flight: %.0f calls/s (%d calls, %d failed)".formatted(inFlight, callsPerSecond, calls, failed);
    }
  }

  /// Fills the line for three seconds, then counts for as long as asked, then lets the remaining calls end.
  public Rate run(Duration measured) throws IOException {
    try (Socket socket = new Socket(rig.getProperty("ami.host"), Integer.parseInt(rig.getProperty("ami.port")))) {
      socket.setSoTimeout(1000);
      OutputStream out = socket.getOutputStream();
      var in = new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8), 1 << 16);
      send(out, "Action: Login\r\nUsername: " + rig.getProperty("ami.user") + "\r\nSecret: "
          + rig.getProperty("ami.secret") + "\r\n\r\n");
      long start = System.nanoTime();
      pump(in, out, start + RAMP.toNanos(), true);
      int before = ended;
      long counted = System.nanoTime();
      pump(in, out, counted + measured.toNanos(), true);
      int calls = ended - before;
      double seconds = (System.nanoTime() - counted) / 1e9;
      pump(in, out, System.nanoTime() + DRAIN.toNanos(), false);
      return new Rate(inFlight, calls, failed, calls / seconds);
    }
  }

  private void pump(BufferedReader in, OutputStream out, long until, boolean refill) throws IOException {
    while (System.nanoTime() < until && (refill || !open.isEmpty())) {
      if (refill) {
        refill(out);
      }
      try {
        hear(block(in));
      } catch (SocketTimeoutException _) {
        // In a quiet second only the clock decides when to stop.
      }
    }
  }

  private void refill(OutputStream out) throws IOException {
    StringBuilder actions = new StringBuilder();
    while (open.size() < inFlight) {
      String id = UUID.randomUUID().toString();
      open.add(id);
      String number = "37360%06d".formatted(placed++ % 1_000_000);
      String channel = rig.getProperty("channel.template").replace("{number}", number);
      actions.append("Action: Originate\r\nActionID: ").append(id).append("\r\nChannelId: ").append(id)
          .append("\r\nChannel: ").append(channel)
          .append("\r\nAsync: true\r\n").append(answered).append("\r\nTimeout: 20000\r\n")
          .append("CallerID: 37322000000\r\n\r\n");
    }
    if (!actions.isEmpty()) {
      send(out, actions.toString());
    }
  }

  private void hear(Map<String, String> block) {
    switch (block.getOrDefault("Event", "")) {
      case "Hangup" -> {
        if (open.remove(block.get("Uniqueid"))) {
          ended++;
        }
      }
      case "OriginateResponse" -> {
        if ("Failure".equals(block.get("Response"))) {
          failed++;
          open.remove(block.get("ActionID"));
        }
      }
      default -> {
        if ("Error".equals(block.get("Response"))) {
          throw new IllegalStateException("AMI: " + block.get("Message"));
        }
      }
    }
  }

  private static Map<String, String> block(BufferedReader in) throws IOException {
    Map<String, String> block = new HashMap<>();
    for (String line = in.readLine(); line != null && !line.isEmpty(); line = in.readLine()) {
      int colon = line.indexOf(": ");
      if (colon > 0) {
        block.put(line.substring(0, colon), line.substring(colon + 2));
      }
    }
    return block;
  }

  private static void send(OutputStream out, String text) throws IOException {
    out.write(text.getBytes(StandardCharsets.UTF_8));
    out.flush();
  }
}
