package org.obzvon.rehearsal.smsc;

import java.net.ServerSocket;
import org.jsmpp.session.connection.ServerConnection;
import org.jsmpp.session.connection.ServerConnectionFactory;
import org.jsmpp.session.connection.socket.ServerSocketConnection;

/// Supplies a socket that listens on loopback only; the library's own would listen on all interfaces.
record LoopbackOnly(ServerSocket socket) implements ServerConnectionFactory {
  @Override
  public ServerConnection listen(int port) {
    return new ServerSocketConnection(socket);
  }

  @Override
  public ServerConnection listen(int port, int timeout) {
    return listen(port);
  }

  @Override
  public ServerConnection listen(int port, int timeout, int backlog) {
    return listen(port);
  }
}
