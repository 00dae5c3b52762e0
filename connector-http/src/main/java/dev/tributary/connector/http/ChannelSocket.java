package dev.tributary.connector.http;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketAddress;
import java.net.SocketException;
import java.net.SocketImpl;
import java.net.SocketOption;
import java.nio.channels.SocketChannel;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The socket of a channel, which an interruption closes, and which is read in large pieces: each
 * read of it with a time-out asks the system several times, and HTTP clients read 8 KB at a time.
 */
@SuppressWarnings("UnsynchronizedOverridesSynchronized") // closing must not wait for who reads
final class ChannelSocket extends Socket {
  private static final int PIECE = 64 << 10;

  private final Socket to;
  private @Nullable InputStream in;

  private ChannelSocket(Socket to) throws SocketException {
    super((SocketImpl) null);
    this.to = to;
  }

  static Socket open() throws IOException {
    return new ChannelSocket(SocketChannel.open().socket());
  }

  @Override
  public InputStream getInputStream() throws IOException {
    InputStream present = in;
    if (present == null) {
      present = new Pieces(to.getInputStream());
      in = present;
    }
    return present;
  }

  /** Reads as much as has come, and hands it out in whatever pieces are wanted. */
  private static final class Pieces extends InputStream {
    private final InputStream from;
    private byte[] piece = {};
    private int at;
    private int end;

    Pieces(InputStream from) {
      this.from = from;
    }

    private boolean fill() throws IOException {
      if (piece.length == 0) {
        piece = new byte[PIECE];
      }
      at = 0;
      end = 0; // also if reading fails
      end = Math.max(0, from.read(piece, 0, PIECE));
      return end > 0;
    }

    @Override
    public int read() throws IOException {
      return at == end && !fill() ? -1 : piece[at++] & 0xFF;
    }

    @Override
    public int read(byte[] into, int offset, int length) throws IOException {
      if (length == 0) {
        return 0;
      }
      if (at == end) {
        if (length >= PIECE) {
          return from.read(into, offset, length);
        }
        if (!fill()) {
          return -1;
        }
      }
      int some = Math.min(length, end - at);
      System.arraycopy(piece, at, into, offset, some);
      at += some;
      return some;
    }

    @Override
    public int available() throws IOException {
      return end - at + from.available();
    }

    @Override
    public void close() throws IOException {
      from.close();
    }
  }

  @Override
  public OutputStream getOutputStream() throws IOException {
    return to.getOutputStream();
  }

  @Override
  public void connect(SocketAddress address) throws IOException {
    to.connect(address);
  }

  @Override
  public void connect(SocketAddress address, int timeout) throws IOException {
    to.connect(address, timeout);
  }

  @Override
  public void bind(SocketAddress address) throws IOException {
    to.bind(address);
  }

  @Override
  public InetAddress getInetAddress() {
    return to.getInetAddress();
  }

  @Override
  public InetAddress getLocalAddress() {
    return to.getLocalAddress();
  }

  @Override
  public int getPort() {
    return to.getPort();
  }

  @Override
  public int getLocalPort() {
    return to.getLocalPort();
  }

  @Override
  public SocketAddress getRemoteSocketAddress() {
    return to.getRemoteSocketAddress();
  }

  @Override
  public SocketAddress getLocalSocketAddress() {
    return to.getLocalSocketAddress();
  }

  @Override
  public SocketChannel getChannel() {
    return to.getChannel();
  }

  @Override
  public void setTcpNoDelay(boolean on) throws SocketException {
    to.setTcpNoDelay(on);
  }

  @Override
  public boolean getTcpNoDelay() throws SocketException {
    return to.getTcpNoDelay();
  }

  @Override
  public void setSoLinger(boolean on, int linger) throws SocketException {
    to.setSoLinger(on, linger);
  }

  @Override
  public int getSoLinger() throws SocketException {
    return to.getSoLinger();
  }

  @Override
  public void sendUrgentData(int data) throws IOException {
    to.sendUrgentData(data);
  }

  @Override
  public void setOOBInline(boolean on) throws SocketException {
    to.setOOBInline(on);
  }

  @Override
  public boolean getOOBInline() throws SocketException {
    return to.getOOBInline();
  }

  @Override
  public void setSoTimeout(int timeout) throws SocketException {
    to.setSoTimeout(timeout);
  }

  @Override
  public int getSoTimeout() throws SocketException {
    return to.getSoTimeout();
  }

  @Override
  public void setSendBufferSize(int size) throws SocketException {
    to.setSendBufferSize(size);
  }

  @Override
  public int getSendBufferSize() throws SocketException {
    return to.getSendBufferSize();
  }

  @Override
  public void setReceiveBufferSize(int size) throws SocketException {
    to.setReceiveBufferSize(size);
  }

  @Override
  public int getReceiveBufferSize() throws SocketException {
    return to.getReceiveBufferSize();
  }

  @Override
  public void setKeepAlive(boolean on) throws SocketException {
    to.setKeepAlive(on);
  }

  @Override
  public boolean getKeepAlive() throws SocketException {
    return to.getKeepAlive();
  }

  @Override
  public void setTrafficClass(int trafficClass) throws SocketException {
    to.setTrafficClass(trafficClass);
  }

  @Override
  public int getTrafficClass() throws SocketException {
    return to.getTrafficClass();
  }

  @Override
  public void setReuseAddress(boolean on) throws SocketException {
    to.setReuseAddress(on);
  }

  @Override
  public boolean getReuseAddress() throws SocketException {
    return to.getReuseAddress();
  }

  @Override
  public void close() throws IOException {
    to.close();
  }

  @Override
  public void shutdownInput() throws IOException {
    to.shutdownInput();
  }

  @Override
  public void shutdownOutput() throws IOException {
    to.shutdownOutput();
  }

  @Override
  public boolean isConnected() {
    return to.isConnected();
  }

  @Override
  public boolean isBound() {
    return to.isBound();
  }

  @Override
  public boolean isClosed() {
    return to.isClosed();
  }

  @Override
  public boolean isInputShutdown() {
    return to.isInputShutdown();
  }

  @Override
  public boolean isOutputShutdown() {
    return to.isOutputShutdown();
  }

  @Override
  public <T> Socket setOption(SocketOption<T> name, T value) throws IOException {
    to.setOption(name, value);
    return this;
  }

  @Override
  public <T> T getOption(SocketOption<T> name) throws IOException {
    return to.getOption(name);
  }

  @Override
  public Set<SocketOption<?>> supportedOptions() {
    return to.supportedOptions();
  }

  @Override
  public String toString() {
    return to.toString();
  }
}
