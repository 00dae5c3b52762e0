package dev.tributary.connector.sftp.ssh;

import dev.tributary.connector.error.ConnectorException;
import dev.tributary.connector.error.ErrorKind;
import dev.tributary.connector.host.ConnectorContext;
import dev.tributary.connector.limit.RetryPolicy;
import dev.tributary.connector.option.Options;
import dev.tributary.connector.option.Problems;
import dev.tributary.connector.sftp.option.SftpOptions;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import org.jspecify.annotations.Nullable;

/**
 * The lines to one server. Whoever reads or writes a file gets one of its own as long as there may
 * be more, so that one slow file holds up no other; beyond that, lines are shared. Thread-safe.
 */
public final class Lines implements AutoCloseable {
  private static final Duration FIRST_PAUSE = Duration.ofMillis(200);
  private static final Duration LONGEST_PAUSE = Duration.ofSeconds(20);

  private final Dialer dialer;
  private final RetryPolicy policy;
  private final Clock clock;
  private final List<Line> lines = new ArrayList<>(); // guarded by this
  private int most; // guarded by this
  private int dialling; // guarded by this
  private boolean closed; // guarded by this

  /** Something that is done with a line. */
  public interface Work<T> {
    /**
     * Does it; may be called again on another line if this one is lost.
     *
     * @throws IOException if it cannot be done
     */
    T with(Line line) throws IOException;
  }

  private Lines(Options options, ConnectorContext host) {
    this.dialer = new Dialer(options, host.threads());
    this.clock = host.clock();
    this.most = options.get(SftpOptions.MAX_CONNECTIONS);
    this.policy =
        RetryPolicy.standard()
            .maxRetries(options.get(SftpOptions.MAX_RETRIES))
            .backoff(FIRST_PAUSE)
            .maxBackoff(LONGEST_PAUSE);
  }

  /** Reports what is wrong with the options, without connecting. */
  public static void check(Options options, Problems problems) {
    HostKeys.check(options, problems);
  }

  /**
   * Returns the lines to a server; none is made yet.
   *
   * @throws ConnectorException of kind CONFIG if a file that the options name cannot be read
   */
  public static Lines to(Options options, ConnectorContext host) {
    return new Lines(options, host);
  }

  /** Returns the server's address for people. */
  public String address() {
    return dialer.address();
  }

  /**
   * Does something, on other lines if one is lost.
   *
   * @throws ConnectorException if no line can be had, or none holds
   */
  public <T> T call(String place, Work<T> work) throws IOException {
    for (int failures = 1; ; failures++) {
      Line line = borrow(false);
      try {
        return work.with(line);
      } catch (LineLostException lost) {
        line.cut();
        pause(failures, lost, place);
      } finally {
        giveBack(line);
      }
    }
  }

  /**
   * Waits before something is tried on another line.
   *
   * @param failures how many lines were lost without a byte of progress
   * @throws ConnectorException of kind TRANSIENT if those were enough
   * @throws InterruptedIOException if the thread was interrupted
   */
  public void pause(int failures, LineLostException lost, String place) throws IOException {
    ConnectorException error =
        ConnectorException.of(ErrorKind.TRANSIENT, String.valueOf(lost.getMessage()))
            .place(place + " at " + address())
            .attempts(failures)
            .remedy("Go on from the stored state when the server can be reached again")
            .cause(lost)
            .build();
    pause(failures, error);
  }

  private void pause(int failures, ConnectorException error) throws InterruptedIOException {
    if (!policy.shouldRetry(error, failures)) {
      throw error;
    }
    try {
      Thread.sleep(
          policy.delay(error, failures, clock.instant(), ThreadLocalRandom.current()).toMillis());
    } catch (InterruptedException interrupted) {
      throw interrupted(interrupted);
    }
  }

  private static InterruptedIOException interrupted(InterruptedException cause) {
    Thread.currentThread().interrupt();
    InterruptedIOException interrupted = new InterruptedIOException("interrupted");
    interrupted.initCause(cause);
    return interrupted;
  }

  /**
   * Returns a line, to be given back.
   *
   * @param own whether one that nobody uses is worth a new connection
   * @throws ConnectorException if none can be had
   */
  public Line borrow(boolean own) throws IOException {
    for (int failures = 1; ; failures++) {
      try {
        Optional<Line> there = take(own);
        return there.isPresent() ? there.get() : dial();
      } catch (ConnectorException failed) {
        if (failed.kind() != ErrorKind.TRANSIENT) {
          throw failed;
        }
        pause(failures, failed.copy().attempts(failures).build());
      } catch (InterruptedException interrupted) {
        throw interrupted(interrupted);
      }
    }
  }

  /** Returns a line that is there, or nothing if the caller is to make one. */
  private synchronized Optional<Line> take(boolean own) throws InterruptedException, IOException {
    while (true) {
      if (closed) {
        throw new IOException("the connection to " + address() + " is closed");
      }
      // a lost line takes no room, though a reader that waits for its host may still hold it
      lines.removeIf(line -> !line.isUsable());
      Optional<Line> least =
          lines.stream().filter(Line::isUsable).min(Comparator.comparingInt(Line::users));
      boolean room = lines.size() + dialling < most;
      if (least.isPresent() && (least.get().users() == 0 || !own || !room)) {
        least.get().use(1);
        return least;
      }
      if (room) {
        dialling++;
        return Optional.empty();
      }
      wait(); // others are making all the lines that there may be
    }
  }

  private Line dial() throws InterruptedException, IOException {
    Line made = null;
    try {
      made = dialer.dial();
      return made;
    } catch (ConnectorException refused) {
      Line other = instead();
      if (other == null) {
        throw refused;
      }
      return other;
    } finally {
      dialled(made);
    }
  }

  /** Where others are let in, the server takes no more from us: what there is has to do. */
  private synchronized @Nullable Line instead() {
    Line other =
        lines.stream()
            .filter(Line::isUsable)
            .min(Comparator.comparingInt(Line::users))
            .orElse(null);
    if (other != null) {
      most = Math.max(1, lines.size());
      other.use(1);
    }
    return other;
  }

  private synchronized void dialled(@Nullable Line made) throws IOException {
    dialling--;
    notifyAll();
    if (made == null) {
      return;
    }
    if (closed) {
      made.end();
      throw new IOException("the connection to " + address() + " is closed");
    }
    made.use(1);
    lines.add(made);
  }

  /** Takes one more part in a line that the caller has. */
  public synchronized void share(Line line) {
    line.use(1);
  }

  /** Takes a line back. */
  public void giveBack(Line line) {
    boolean over;
    synchronized (this) {
      line.use(-1);
      over = line.users() == 0 && !line.isUsable();
      if (over) {
        lines.remove(line);
      }
      notifyAll();
    }
    if (over) {
      line.cut();
    }
  }

  @Override
  public void close() {
    List<Line> ending;
    synchronized (this) {
      closed = true;
      ending = List.copyOf(lines);
      lines.clear();
      notifyAll();
    }
    for (Line line : ending) {
      if (line.users() == 0) {
        line.end();
      } else {
        line.cut();
      }
    }
  }
}
