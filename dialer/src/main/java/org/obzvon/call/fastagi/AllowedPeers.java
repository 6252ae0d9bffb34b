package org.obzvon.call.fastagi;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import org.obzvon.document.SafeText;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The addresses from which conversations are accepted: host names, addresses and networks such as `10.1.0.0/16`.
///
/// Names are looked up at the start, and again in the background when an unknown address connects, at the most every 30
/// s: an exchange whose address changed is admitted with its next call.
public final class AllowedPeers {
  private static final Logger LOG = LoggerFactory.getLogger(AllowedPeers.class);
  private static final long LOOK_AGAIN = Duration.ofSeconds(30).toNanos();

  private final List<String> hosts = new ArrayList<>();
  private final List<Network> networks = new ArrayList<>();
  private final AtomicLong lookedAt = new AtomicLong();
  private volatile Set<InetAddress> known = Set.of();

  /// @throws IllegalArgumentException when an entry is neither a host nor a network
  public AllowedPeers(List<String> entries) {
    for (String entry : entries) {
      if (entry.contains("/")) {
        networks.add(Network.of(entry));
      } else if (entry.matches("[\\w.:-]{1,255}")) {
        hosts.add(entry);
      } else {
        throw new IllegalArgumentException(quoted(entry)
            + " is neither an address, a network nor a host name");
      }
    }
  }

  /// Looks the names up and waits for the name server.
  void lookUp() {
    lookedAt.set(System.nanoTime());
    Set<InetAddress> found = new HashSet<>();
    for (String host : hosts) {
      try {
        found.addAll(List.of(InetAddress.getAllByName(host)));
      } catch (UnknownHostException _) {
        LOG.warn("FastAGI: the address of '{}' is unknown; its conversations are refused until it is found", host);
      }
    }
    known = Set.copyOf(found);
  }

  boolean admits(InetAddress peer) {
    Set<InetAddress> now = known;
    return now.contains(peer)
        || peer.isLoopbackAddress() && now.stream().anyMatch(InetAddress::isLoopbackAddress)
        || networks.stream().anyMatch(network -> network.holds(peer));
  }

  /// Looks the names up again on another thread, unless that was done just now.
  void lookAgain() {
    long before = lookedAt.get();
    if (!hosts.isEmpty() && System.nanoTime() - before > LOOK_AGAIN
        && lookedAt.compareAndSet(before, System.nanoTime())) {
      Thread.ofVirtual().name("agi-names").start(this::lookUp);
    }
  }

  @Override
  public String toString() {
    return String.join(", ", hosts) + (hosts.isEmpty() || networks.isEmpty() ? "" : ", ")
        + String.join(", ", networks.stream().map(Network::toString).toList());
  }

  /// A network by its address and the number of leading bits that count.
  private record Network(InetAddress address, int bits) {
    static Network of(String text) {
      int slash = text.indexOf('/');
      String number = text.substring(slash + 1);
      String host = text.substring(0, slash);
      // Letters and dots alone would be a host name, and a name is not a network.
      if (!number.matches("\\d{1,3}") || !host.matches("[0-9.]+|[0-9A-Fa-f:.]*:[0-9A-Fa-f:.]*")) {
        throw new IllegalArgumentException(quoted(text) + " is no network such as 10.1.0.0/16");
      }
      try {
        Network network = new Network(InetAddress.getByName(host), Integer.parseInt(number));
        if (network.bits > network.address.getAddress().length * 8) {
          throw new IllegalArgumentException("'" + text + "' has more bits than its address");
        }
        return network;
      } catch (UnknownHostException _) {
        throw new IllegalArgumentException(quoted(text) + " is no network such as 10.1.0.0/16");
      }
    }

    boolean holds(InetAddress peer) {
      byte[] ours = address.getAddress();
      byte[] theirs = peer.getAddress();
      if (ours.length != theirs.length) {
        return false;
      }
      for (int bit = 0; bit < bits; bit++) {
        int mask = 0x80 >> bit % 8;
        if ((ours[bit / 8] & mask) != (theirs[bit / 8] & mask)) {
          return false;
        }
      }
      return true;
    }

    @Override
    public String toString() {
      return address.getHostAddress() + "/" + bits;
    }
  }

  private static String quoted(String text) {
    return "'" + SafeText.marked(text, AgiConnection.LONGEST_QUOTED) + "'";
  }
}
