package dev.tributary.connector.testkit;

import dev.tributary.connector.BaseConnector;
import dev.tributary.connector.ConnectorFactory;
import dev.tributary.connector.ConnectorSpec;
import dev.tributary.connector.Connectors;
import dev.tributary.connector.SourceConfig;
import dev.tributary.connector.error.ConnectorException;
import dev.tributary.connector.error.ErrorKind;
import dev.tributary.connector.host.ConnectorContext;
import dev.tributary.connector.option.Option;
import dev.tributary.connector.option.Secret;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * A source whose content is known to the last record and whose faults are ordered beforehand: for
 * tests of engines, of hosts, and of what a host does when a source misbehaves.
 *
 * <p>It plays the server. Several connectors can be made of it, one after another as processes are,
 * or at once; what they did is in its {@link #log}. Thread-safe.
 *
 * <pre>{@code
 * FakeSource source = FakeSource.of(FakeStream.of("orders", 3, 100)).fault(Fault.cut("orders/1", 40));
 * try (BaseConnector connector = source.connector();
 *     Extraction extraction = connector.extractData(ExtractionRequest.of("orders"))) {
 *   for (RecordBatch batch : extraction) {
 *     // every id from 0 to 299 arrives once
 *   }
 * }
 * }</pre>
 *
 * @since 0.1.0
 */
public final class FakeSource implements ConnectorFactory {
  /** The source type. */
  public static final String TYPE = "FAKE";

  /** Where the source is; any text will do. */
  public static final Option<String> PLACE =
      Option.string("place").required().doc("Where the source is; any text will do");

  /** What a caller proves itself with. */
  public static final Option<Secret> TOKEN =
      Option.secret("token").doc("What the source lets in; anything if it asks for nothing");

  /** How long an answer may take. */
  public static final Option<Duration> TIMEOUT =
      Option.seconds("timeout", 30)
          .between(Duration.ofMillis(1), Duration.ofHours(1))
          .doc("How long an answer may take");

  private final Map<String, FakeStream> streams = new LinkedHashMap<>();
  private final List<Fault> faults = new CopyOnWriteArrayList<>();
  private final Set<String> snapshots = ConcurrentHashMap.newKeySet();
  private final AtomicLong snapshotNumbers = new AtomicLong();
  private final AtomicInteger refusedCommits = new AtomicInteger();
  private final FakeLog log = new FakeLog();
  private volatile @Nullable FakeChanges changes;
  private volatile @Nullable String token;
  private volatile int perCall = Integer.MAX_VALUE;

  private FakeSource() {}

  /** Returns a source of these streams. */
  public static FakeSource of(FakeStream... streams) {
    FakeSource source = new FakeSource();
    for (FakeStream stream : streams) {
      source.stream(stream);
    }
    return source;
  }

  /** Adds a stream, or puts another script in place of the one of the same name. */
  public FakeSource stream(FakeStream stream) {
    synchronized (streams) {
      streams.put(stream.name(), stream);
    }
    return this;
  }

  /** Adds a change stream, which carries all streams and opens when they were read. */
  public FakeSource changes(FakeChanges changes) {
    this.changes = changes;
    return this;
  }

  /** Orders a fault. */
  public FakeSource fault(Fault fault) {
    faults.add(fault);
    return this;
  }

  /** Makes plans yield so many splits, or keys, a call; everything in one call otherwise. */
  public FakeSource listing(int perCall) {
    this.perCall = perCall;
    return this;
  }

  /** Refuses what is told after a commit so many times. */
  public FakeSource refuseCommits(int times) {
    refusedCommits.set(times);
    return this;
  }

  /** Lets in only who proves itself with this token. */
  public FakeSource token(String token) {
    this.token = token;
    return this;
  }

  /** Loses every snapshot that is alive, as a server's restart does. */
  public void loseSnapshots() {
    snapshots.clear();
  }

  /** Returns what happened so far. */
  public FakeLog log() {
    return log;
  }

  /** Returns the script of a stream. */
  public FakeStream stream(String name) {
    synchronized (streams) {
      FakeStream stream = streams.get(name);
      if (stream == null) {
        throw ConnectorException.of(ErrorKind.NOT_FOUND, "there is no stream \"" + name + "\"")
            .stream(name)
            .remedy("Ask for one of " + streams.keySet())
            .build();
      }
      return stream;
    }
  }

  /** Returns the scripts of all streams, in the order in which they were added. */
  public List<FakeStream> streams() {
    synchronized (streams) {
      return List.copyOf(streams.values());
    }
  }

  /** Returns a configuration that this source takes. */
  public SourceConfig config() {
    return SourceConfig.of(TYPE, "fake").with("place", "here");
  }

  /** Returns a host's connectors, of which this is the only one. */
  public Connectors connectors(ConnectorContext host) {
    return Connectors.none().with(this).with(host);
  }

  /** Returns a new connector for a host that lends nothing of its own. */
  public BaseConnector connector() {
    return connector(ConnectorContext.defaults());
  }

  /** Returns a new connector. */
  public BaseConnector connector(ConnectorContext host) {
    return connectors(host).create(config());
  }

  @Override
  public String sourceType() {
    return TYPE;
  }

  @Override
  public ConnectorSpec spec() {
    return ConnectorSpec.connection(PLACE, TOKEN, TIMEOUT)
        .description("Yields records that are known beforehand, and fails when it is told to");
  }

  @Override
  public BaseConnector create(SourceConfig source, ConnectorContext host) {
    return new FakeConnector(this, source);
  }

  // ------------------------------------------------------------------ for its connectors

  @Nullable FakeChanges changes() {
    return changes;
  }

  int perCall() {
    return perCall;
  }

  /** Lets faults of this place happen; returns false if the reader is to end quietly. */
  boolean happen(String place, long record, Line line) throws Exception {
    for (Fault fault : faults) {
      if (fault.isDue(place, record)) {
        if (fault.losesSnapshots()) {
          loseSnapshots();
        }
        if (!fault.happen(line)) {
          return false;
        }
      }
    }
    return true;
  }

  String newSnapshot() {
    String id = "snapshot-" + snapshotNumbers.incrementAndGet();
    snapshots.add(id);
    return id;
  }

  void endSnapshot(String id) {
    snapshots.remove(id);
  }

  void checkSnapshot(String id) {
    if (!snapshots.contains(id)) {
      throw ConnectorException.of(ErrorKind.PLAN_LOST, "the snapshot " + id + " is gone").build();
    }
  }

  boolean refusesCommit() {
    return refusedCommits.getAndUpdate(left -> Math.max(0, left - 1)) > 0;
  }

  boolean letsIn(SourceConfig source) {
    String asked = token;
    return asked == null
        || source.find(TOKEN).map(Secret::reveal).filter(asked::equals).isPresent();
  }
}
