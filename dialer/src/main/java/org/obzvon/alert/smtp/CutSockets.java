package org.obzvon.alert.smtp;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.util.ArrayList;
import java.util.List;
import javax.net.SocketFactory;
import javax.net.ssl.SSLSocketFactory;

/// The sockets of one try, which can all be closed at once, whatever the library that uses them waits for.
final class CutSockets {
  private final List<Socket> open = new ArrayList<>();
  private boolean cut;

  /// Ends every wait on the sockets; no further one is made.
  synchronized void cut() {
    cut = true;
    open.forEach(CutSockets::close);
  }

  private static void close(Socket socket) {
    try {
      socket.close();
    } catch (IOException _) {
      // The socket is unusable.
    }
  }

  private synchronized Socket kept(Socket socket) throws IOException {
    if (cut) {
      socket.close();
      throw new IOException("the try is over");
    }
    open.add(socket);
    return socket;
  }

  SocketFactory plain() {
    return new SocketFactory() {
      @Override
      public Socket createSocket() throws IOException {
        return kept(new Socket());
      }

      @Override
      public Socket createSocket(String host, int port) {
        throw new UnsupportedOperationException();
      }

      @Override
      public Socket createSocket(String host, int port, InetAddress from, int fromPort) {
        throw new UnsupportedOperationException();
      }

      @Override
      public Socket createSocket(InetAddress host, int port) {
        throw new UnsupportedOperationException();
      }

      @Override
      public Socket createSocket(InetAddress host, int port, InetAddress from, int fromPort) {
        throw new UnsupportedOperationException();
      }
    };
  }

  /// @param tls makes the sockets
  SSLSocketFactory over(SSLSocketFactory tls) {
    return new SSLSocketFactory() {
      @Override
      public Socket createSocket() throws IOException {
        return kept(tls.createSocket());
      }

      // The underlying socket is one of ours.
      @Override
      public Socket createSocket(Socket beneath, String host, int port, boolean close) throws IOException {
        return tls.createSocket(beneath, host, port, close);
      }

      @Override
      public String[] getDefaultCipherSuites() {
        return tls.getDefaultCipherSuites();
      }

      @Override
      public String[] getSupportedCipherSuites() {
        return tls.getSupportedCipherSuites();
      }

      @Override
      public Socket createSocket(String host, int port) {
        throw new UnsupportedOperationException();
      }

      @Override
      public Socket createSocket(String host, int port, InetAddress from, int fromPort) {
        throw new UnsupportedOperationException();
      }

      @Override
      public Socket createSocket(InetAddress host, int port) {
        throw new UnsupportedOperationException();
      }

      @Override
      public Socket createSocket(InetAddress host, int port, InetAddress from, int fromPort) {
        throw new UnsupportedOperationException();
      }
    };
  }
}
