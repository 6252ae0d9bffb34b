package org.obzvon.call.ami;

import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStreamWriter;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import org.asteriskjava.util.SocketConnectionFacade;

/// The socket of one login. Closing it resets the connection and discards what has been written and not delivered yet,
/// because an Originate that a stalled connection delivers later would ring a debtor whose attempt is over.
final class AmiSocket implements SocketConnectionFacade {
  /// The longest line. Lines of AMI are short; a peer that sends no line end in so many characters does not speak it.
  private static final int LONGEST_LINE = 65_536;

  private final Socket socket = new Socket();
  private final BufferedReader in;
  private final BufferedWriter out;

  /// @param readTimeout milliseconds of silence after which the peer counts as gone
  AmiSocket(String host, int port, int connectTimeout, int readTimeout) throws IOException {
    try {
      socket.connect(new InetSocketAddress(host, port), connectTimeout);
      socket.setSoTimeout(readTimeout);
      socket.setSoLinger(true, 0);
      in = new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8));
      out = new BufferedWriter(new OutputStreamWriter(socket.getOutputStream(), StandardCharsets.UTF_8));
    } catch (IOException | RuntimeException e) {
      socket.close();
      throw e;
    }
  }

  /// Returns the next line without its CR LF; null when the peer has closed. A line feed alone ends no line: it may be
  /// part of a value.
  @Override
  public String readLine() throws IOException {
    StringBuilder line = new StringBuilder();
    for (int c = in.read(); c >= 0; c = in.read()) {
      int end = line.length() - 1;
      if (c == '\n' && end >= 0 && line.charAt(end) == '\r') {
        line.setLength(end);
        return line.toString();
      }
      if (line.length() == LONGEST_LINE) {
        throw new IOException("a line of more than " + LONGEST_LINE + " characters");
      }
      line.append((char) c);
    }
    return line.isEmpty() ? null : line.toString();
  }

  @Override
  public void write(String text) throws IOException {
    out.write(text);
  }

  @Override
  public void flush() throws IOException {
    out.flush();
  }

  /// Closes without flushing: the peer must not get half of what was being written.
  @Override
  public void close() throws IOException {
    socket.close();
  }

  @Override
  public boolean isConnected() {
    return socket.isConnected() && !socket.isClosed();
  }

  @Override
  public InetAddress getLocalAddress() {
    return socket.getLocalAddress();
  }

  @Override
  public int getLocalPort() {
    return socket.getLocalPort();
  }

  @Override
  public InetAddress getRemoteAddress() {
    return socket.getInetAddress();
  }

  @Override
  public int getRemotePort() {
    return socket.getPort();
  }
}
