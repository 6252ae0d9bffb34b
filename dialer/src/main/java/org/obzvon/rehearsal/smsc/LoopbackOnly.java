package org.obzvon.rehearsal.smsc;

import java.net.ServerSocket;
import org.jsmpp.session.connection.ServerConnection;
import org.jsmpp.session.connection.ServerConnectionFactory;
import org.jsmpp.session.connection.socket.ServerSocketConnection;

/// Hands over a socket that listens on loopback alone; the library's own would listen everywhere.
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
