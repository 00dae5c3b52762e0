package dev.tributary.connector.sftp.ssh;

import dev.tributary.connector.error.ConnectorException;
import dev.tributary.connector.error.ErrorKind;
import dev.tributary.connector.option.Options;
import dev.tributary.connector.sftp.option.SftpOptions;
import java.io.IOException;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import net.schmizz.sshj.Config;
import net.schmizz.sshj.SSHClient;
import net.schmizz.sshj.common.DisconnectReason;
import net.schmizz.sshj.connection.ConnectionException;
import net.schmizz.sshj.connection.channel.OpenFailException;
import net.schmizz.sshj.transport.DisconnectListener;
import net.schmizz.sshj.transport.TransportException;
import org.jspecify.annotations.Nullable;

/**
 * Makes lines: connects, looks at the host key, logs in, opens the channel. It does so on a thread
 * of its own, since not all of it can be interrupted otherwise. Thread-safe.
 */
final class Dialer {
  /** The line, the keys, the login and the channel may each take the time that one answer may. */
  private static final int STEPS = 4;

  /** How long the library may take to tell the end of a connection to those who wait for it. */
  private static final Duration MOMENT = Duration.ofMillis(200);

  private final String host;
  private final int port;
  private final Duration timeout;
  private final Config config;
  private final HostKeys hostKeys;
  private final Login login;
  private final ThreadFactory threads;

  Dialer(Options options, ThreadFactory threads) {
    String given = options.get(SftpOptions.HOST);
    this.host = given.startsWith("[") ? given.substring(1, given.length() - 1) : given;
    this.port = options.get(SftpOptions.PORT);
    this.timeout = options.get(SftpOptions.TIMEOUT);
    this.config = Algorithms.config();
    this.hostKeys = HostKeys.of(options, config);
    this.login = new Login(options, config);
    this.threads = threads;
  }

  /** Returns the server's address for people. */
  String address() {
    return host + (port == 22 ? "" : ":" + port);
  }

  /**
   * Makes a line.
   *
   * @throws ConnectorException of kind TRANSIENT if trying again may help
   */
  Line dial() throws InterruptedException {
    try {
      return attempt();
    } catch (ConnectorException refused) {
      if (refused.kind() != ErrorKind.AUTHENTICATION || !login.renew()) {
        throw refused;
      }
      return attempt(); // the secrets were changed since they were read
    }
  }

  private Line attempt() throws InterruptedException {
    Attempt attempt = new Attempt();
    FutureTask<Line> task = new FutureTask<>(attempt::connect);
    Thread thread = threads.newThread(task);
    thread.start();
    boolean made = false;
    try {
      Line line = await(task, attempt);
      made = true;
      return line;
    } catch (ExecutionException failed) {
      if (failed.getCause() instanceof ConnectorException known) {
        throw known;
      }
      throw translate(failed.getCause());
    } finally {
      if (!made) {
        attempt.abort();
        thread.interrupt();
      }
    }
  }

  private Line await(FutureTask<Line> task, Attempt attempt)
      throws InterruptedException, ExecutionException {
    long deadline = System.nanoTime() + STEPS * timeout.toNanos();
    while (true) {
      try {
        return task.get(MOMENT.toMillis(), TimeUnit.MILLISECONDS);
      } catch (TimeoutException notYet) {
        String ended = attempt.ended();
        if (ended != null) {
          throw failed("the server closed the connection: " + ended, null);
        }
        if (System.nanoTime() - deadline >= 0) {
          throw failed("the server did not complete the login in time", null);
        }
      }
    }
  }

  private ConnectorException translate(@Nullable Throwable failure) {
    for (Throwable each = failure; each != null; each = each.getCause()) {
      if (each instanceof UnknownHostException) {
        return failed("the server's name is not known", failure);
      }
      if (each instanceof OpenFailException
          || (each instanceof ConnectionException refused
              && String.valueOf(refused.getMessage()).contains("Request failed"))) {
        return ConnectorException.of(ErrorKind.CONFIG, "the server takes no SFTP from this user")
            .place(address())
            .said(each.getMessage())
            .remedy("Have the `sftp` subsystem turned on for the user")
            .cause(failure)
            .build();
      }
      if (each instanceof TransportException refused
          && (refused.getDisconnectReason() == DisconnectReason.KEY_EXCHANGE_FAILED
              || String.valueOf(refused.getMessage()).contains("Unable to reach a settlement"))) {
        return ConnectorException.of(
                ErrorKind.CONFIG, "the server and we have no algorithm in common")
            .place(address())
            .said(refused.getMessage())
            .remedy("Have the server's software brought up to date")
            .cause(failure)
            .build();
      }
    }
    return failed("the server cannot be reached", failure);
  }

  private ConnectorException failed(String what, @Nullable Throwable cause) {
    return ConnectorException.of(ErrorKind.TRANSIENT, what)
        .place(address())
        .said(cause == null ? null : cause.getMessage())
        .remedy("Check `host` and `port`, that it runs, and that a firewall lets us through")
        .cause(cause)
        .build();
  }

  /** One attempt, which another thread may abort. */
  private final class Attempt implements DisconnectListener {
    private final TrackedSockets sockets = new TrackedSockets();
    private @Nullable String ended; // guarded by this
    private long endedAt; // guarded by this

    @Override
    public synchronized void notifyDisconnect(DisconnectReason reason, @Nullable String message) {
      ended = message == null || message.isEmpty() ? reason.toString() : message;
      endedAt = System.nanoTime();
    }

    /** Returns why the connection ended a moment ago, though somebody waits for it still. */
    synchronized @Nullable String ended() {
      return System.nanoTime() - endedAt > 2 * MOMENT.toNanos() ? ended : null;
    }

    private synchronized void begin() {
      ended = null;
    }

    Line connect() throws IOException {
      HostKeyCheck check = new HostKeyCheck(hostKeys, config);
      while (true) {
        SSHClient client = new SSHClient(config);
        begin();
        try {
          Line made = connect(client, check);
          if (sockets.isAborted()) {
            made.cut();
          }
          return made;
        } catch (IOException | RuntimeException failed) {
          quit(client);
          if (!check.isRefused()) {
            throw failed;
          }
          if (!check.mayHaveOthers()) {
            throw hostKeys.refusal(host, port, check.shown());
          }
        }
      }
    }

    private Line connect(SSHClient client, HostKeyCheck check) throws IOException {
      int millis = Math.toIntExact(timeout.toMillis());
      client.setSocketFactory(sockets);
      client.setConnectTimeout(millis);
      client.setTimeout(millis);
      client.getTransport().setTimeoutMs(millis);
      client.getConnection().setTimeoutMs(millis);
      client.getTransport().setDisconnectListener(this);
      client.addHostKeyVerifier(check);
      client.connect(host, port);
      login.in(client);
      return new Line(client, timeout);
    }

    /**
     * Closes the socket, by which everything that waits for the server ends. The thread that makes
     * the line takes leave itself: done from here, that would keep the library from telling it.
     */
    void abort() {
      sockets.abort();
    }

    private void quit(SSHClient client) {
      try {
        client.disconnect();
      } catch (IOException | RuntimeException closed) {
        sockets.abort(); // it is closed, which is all that was wanted
      }
    }
  }
}
