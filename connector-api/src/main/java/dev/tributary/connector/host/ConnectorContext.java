package dev.tributary.connector.host;

import dev.tributary.connector.limit.RateLimiters;
import dev.tributary.connector.option.Redactor;
import dev.tributary.connector.option.Resolver;
import dev.tributary.connector.option.SecretStore;
import java.time.Clock;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * What a host lends to its connectors: threads, clock, environment, secrets, a listener and
 * limiters.
 *
 * <p>There is a default for all of it. Connectors that get the same context share its redactor, so
 * that no log line of one shows a secret of another, and its limiters, so that all that use one
 * credential keep its limits together. Each method that sets something returns a copy which shares
 * the rest. Immutable; thread-safe as far as what the host lends is.
 *
 * @since 0.1.0
 */
public final class ConnectorContext {
  private final ThreadFactory threads;
  private final Clock clock;
  private final Resolver resolver;
  private final ConnectorListener listener;
  private final RateLimiters limiters;
  private final ConcurrentHashMap<Class<?>, Object> shared;

  private ConnectorContext(
      ThreadFactory threads,
      Clock clock,
      Resolver resolver,
      ConnectorListener listener,
      RateLimiters limiters,
      ConcurrentHashMap<Class<?>, Object> shared) {
    this.threads = Objects.requireNonNull(threads);
    this.clock = Objects.requireNonNull(clock);
    this.resolver = resolver;
    this.listener = Objects.requireNonNull(listener);
    this.limiters = Objects.requireNonNull(limiters);
    this.shared = shared;
  }

  /**
   * Returns a new context: daemon threads, the system's clock and environment, no secret store,
   * nobody listening, and a redactor and limiters of its own.
   */
  public static ConnectorContext defaults() {
    return new ConnectorContext(
        new DaemonThreads(),
        Clock.systemUTC(),
        Resolver.system(),
        ConnectorListener.none(),
        new RateLimiters(),
        new ConcurrentHashMap<>());
  }

  /**
   * Returns a copy that makes threads with this factory. Extractions end every thread that they
   * make; one makes a thread to plan, one for each split read at once, and those that readers fork.
   */
  public ConnectorContext threads(ThreadFactory threads) {
    return new ConnectorContext(threads, clock, resolver, listener, limiters, shared);
  }

  /** Returns a copy that tells the time by this clock. Waiting is by the system's own timer. */
  public ConnectorContext clock(Clock clock) {
    return new ConnectorContext(threads, clock, resolver, listener, limiters, shared);
  }

  /** Returns a copy that resolves <code>${NAME}</code> in configurations by this function. */
  public ConnectorContext environment(Function<String, @Nullable String> environment) {
    return new ConnectorContext(
        threads, clock, resolver.withEnvironment(environment), listener, limiters, shared);
  }

  /** Returns a copy that resolves <code>${NAME}</code> in configurations by this map. */
  public ConnectorContext environment(Map<String, String> environment) {
    return environment(Map.copyOf(environment)::get);
  }

  /**
   * Returns a copy that resolves <code>${run.…}</code> and <code>${pipeline.…}</code> by this map.
   */
  public ConnectorContext run(Map<String, String> run) {
    return new ConnectorContext(threads, clock, resolver.withRun(run), listener, limiters, shared);
  }

  /** Returns a copy that reads secrets from this store and writes rotated ones to it. */
  public ConnectorContext secrets(SecretStore secrets) {
    return new ConnectorContext(
        threads, clock, resolver.withSecrets(secrets), listener, limiters, shared);
  }

  /** Returns a copy that tells this listener what happens. */
  public ConnectorContext listener(ConnectorListener listener) {
    return new ConnectorContext(threads, clock, resolver, listener, limiters, shared);
  }

  /** Returns a copy that shares these limiters, for instance with another context. */
  public ConnectorContext limiters(RateLimiters limiters) {
    return new ConnectorContext(threads, clock, resolver, listener, limiters, shared);
  }

  /** Returns what makes threads. */
  public ThreadFactory threads() {
    return threads;
  }

  /** Returns the clock. */
  public Clock clock() {
    return clock;
  }

  /** Returns what resolves environment and secrets; each access is told to the listener. */
  public Resolver resolver() {
    return resolver.withAudit(listener::secretUsed);
  }

  /** Returns what keeps secrets out of texts. */
  public Redactor redactor() {
    return resolver.redactor();
  }

  /** Returns the listener. */
  public ConnectorListener listener() {
    return listener;
  }

  /** Returns the limiters that are shared by credential. */
  public RateLimiters limiters() {
    return limiters;
  }

  /**
   * Returns the one object of a class that all connectors of this context share, such as a cache of
   * access tokens; the first call makes it.
   *
   * @param type the class, one of the connector's own
   * @param first makes the object
   */
  public <T> T shared(Class<T> type, Supplier<T> first) {
    return type.cast(shared.computeIfAbsent(type, missing -> first.get()));
  }

  /** Threads that do not keep the host's process alive. */
  private static final class DaemonThreads implements ThreadFactory {
    private final AtomicLong made = new AtomicLong();

    @Override
    public Thread newThread(Runnable work) {
      Thread thread = new Thread(work, "tributary-" + made.incrementAndGet());
      thread.setDaemon(true);
      return thread;
    }
  }
}
