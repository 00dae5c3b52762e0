package dev.tributary.connector.sftp.ssh;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import javax.net.SocketFactory;
import org.jspecify.annotations.Nullable;

/** Makes the sockets of one attempt, and closes the last one from another thread if need be. */
final class TrackedSockets extends SocketFactory {
  private @Nullable Socket last; // guarded by this
  private boolean aborted; // guarded by this

  @Override
  public synchronized Socket createSocket() throws IOException {
    if (aborted) {
      throw new IOException("aborted");
    }
    Socket socket = new Socket();
    socket.setTcpNoDelay(true); // requests are small, and each is waited for
    socket.setKeepAlive(true);
    last = socket;
    return socket;
  }

  synchronized boolean isAborted() {
    return aborted;
  }

  synchronized void abort() {
    aborted = true;
    if (last != null) {
      try {
        last.close();
      } catch (IOException closed) {
        last = null; // it is closed, which is all that was wanted
      }
    }
  }

  private Socket connected(InetSocketAddress to) throws IOException {
    Socket socket = createSocket();
    socket.connect(to);
    return socket;
  }

  @Override
  public Socket createSocket(String host, int port) throws IOException {
    return connected(new InetSocketAddress(host, port));
  }

  @Override
  public Socket createSocket(InetAddress host, int port) throws IOException {
    return connected(new InetSocketAddress(host, port));
  }

  @Override
  public Socket createSocket(String host, int port, InetAddress from, int fromPort)
      throws IOException {
    return createSocket(host, port);
  }

  @Override
  public Socket createSocket(InetAddress host, int port, InetAddress from, int fromPort)
      throws IOException {
    return createSocket(host, port);
  }
}
