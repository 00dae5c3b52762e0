package dev.tributary.connector.testkit;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;
import org.slf4j.ILoggerFactory;
import org.slf4j.IMarkerFactory;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.Marker;
import org.slf4j.event.Level;
import org.slf4j.helpers.BasicMarkerFactory;
import org.slf4j.helpers.LegacyAbstractLogger;
import org.slf4j.helpers.MessageFormatter;
import org.slf4j.helpers.NOPMDCAdapter;
import org.slf4j.spi.MDCAdapter;
import org.slf4j.spi.SLF4JServiceProvider;

/**
 * An SLF4J back end that lets a test listen to what is logged, so that {@link
 * ConnectorContractTest} finds secrets in logs too. It writes nothing anywhere.
 *
 * <p>SLF4J has one back end in a JVM, and the choice is the user's: this one is registered nowhere
 * and used only where the tests run with
 *
 * <pre>{@code -Dslf4j.provider=dev.tributary.connector.testkit.LogWatch}</pre>
 *
 * <p>Without it the contract holds as before, but for the logs. Thread-safe.
 *
 * @since 0.1.0
 */
public final class LogWatch implements SLF4JServiceProvider {
  private final IMarkerFactory markers = new BasicMarkerFactory();
  private final MDCAdapter diagnostics = new NOPMDCAdapter();
  private final Loggers loggers = new Loggers();

  /** Makes a back end; SLF4J does that. */
  public LogWatch() {}

  /**
   * Begins to listen to all loggers on all levels.
   *
   * @return what was logged since, or nothing if SLF4J uses another back end
   */
  static Optional<Listening> listen() {
    return LoggerFactory.getILoggerFactory() instanceof Loggers loggers
        ? Optional.of(loggers.listen())
        : Optional.empty();
  }

  @Override
  public void initialize() {}

  @Override
  public ILoggerFactory getLoggerFactory() {
    return loggers;
  }

  @Override
  public IMarkerFactory getMarkerFactory() {
    return markers;
  }

  @Override
  public MDCAdapter getMDCAdapter() {
    return diagnostics;
  }

  @Override
  public String getRequestedApiVersion() {
    return "2.0.99";
  }

  /** What is heard of the logs until it is closed. */
  static final class Listening implements AutoCloseable {
    private final Loggers loggers;
    private final List<String> lines = new CopyOnWriteArrayList<>();

    private Listening(Loggers loggers) {
      this.loggers = loggers;
    }

    List<String> lines() {
      return new ArrayList<>(lines);
    }

    @Override
    public void close() {
      loggers.listening.remove(this);
    }
  }

  private static final class Loggers implements ILoggerFactory {
    private final List<Listening> listening = new CopyOnWriteArrayList<>();

    Listening listen() {
      Listening one = new Listening(this);
      listening.add(one);
      return one;
    }

    @Override
    public Logger getLogger(String name) {
      return new HeardLogger(name, listening);
    }
  }

  /** Is enabled on every level as long as somebody listens. */
  private static final class HeardLogger extends LegacyAbstractLogger {
    private static final long serialVersionUID = 1L;

    private final transient List<Listening> listening;

    HeardLogger(String name, List<Listening> listening) {
      this.name = name;
      this.listening = listening;
    }

    @Override
    public boolean isTraceEnabled() {
      return !listening.isEmpty();
    }

    @Override
    public boolean isDebugEnabled() {
      return !listening.isEmpty();
    }

    @Override
    public boolean isInfoEnabled() {
      return !listening.isEmpty();
    }

    @Override
    public boolean isWarnEnabled() {
      return !listening.isEmpty();
    }

    @Override
    public boolean isErrorEnabled() {
      return !listening.isEmpty();
    }

    @Override
    protected @Nullable String getFullyQualifiedCallerName() {
      return null;
    }

    @Override
    protected void handleNormalizedLoggingCall(
        Level level,
        @Nullable Marker marker,
        String message,
        Object @Nullable [] arguments,
        @Nullable Throwable failure) {
      String line =
          name + " " + level + " " + MessageFormatter.basicArrayFormat(message, arguments);
      String heard = failure == null ? line : line + "\n" + Checks.stack(failure);
      listening.forEach(one -> one.lines.add(heard));
    }
  }
}
