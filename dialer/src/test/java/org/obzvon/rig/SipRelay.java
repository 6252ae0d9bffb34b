package org.obzvon.rig;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Properties;
import org.obzvon.call.ami.RealLine;

/// A relay between the exchange of the rig and its carrier for one trunk, which a test cuts and mends. While it is cut,
/// it drops all packets, so the carrier is silent. Sound and what follows an answer do not pass through it.
final class SipRelay implements AutoCloseable {
  private static final int LARGEST = 65_535;

  private final int carrier;
  private final int exchange;
  private final int port;
  private DatagramSocket socket;

  /// @param trunk `trunk-east` or `trunk-west`
  SipRelay(String trunk) {
    Properties rig = RealLine.properties();
    carrier = Integer.parseInt(rig.getProperty("carrier.sip"));
    exchange = Integer.parseInt(rig.getProperty("pbx.sip"));
    port = Integer.parseInt(rig.getProperty(trunk + ".sip"));
  }

  void mend() {
    try {
      socket = new DatagramSocket(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    DatagramSocket opened = socket;
    Thread.ofPlatform().daemon().name("sip-relay-" + port).start(() -> pass(opened));
  }

  void cut() {
    if (socket != null) {
      socket.close();
    }
  }

  private void pass(DatagramSocket opened) {
    DatagramPacket packet = new DatagramPacket(new byte[LARGEST], LARGEST);
    try {
      while (true) {
        packet.setLength(LARGEST);
        opened.receive(packet);
        int to = packet.getPort() == carrier ? exchange : carrier;
        opened.send(
            new DatagramPacket(packet.getData(), packet.getLength(), InetAddress.getLoopbackAddress(), to));
      }
    } catch (IOException _) {
      opened.close(); // the test cut the relay
    }
  }

  @Override
  public void close() {
    cut();
  }
}
