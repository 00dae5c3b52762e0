package dev.tributary.connector.pipeline.state;

import dev.tributary.connector.error.ConnectorException;
import dev.tributary.connector.error.ErrorKind;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Keeps everything in memory. */
final class MemoryPipelineStore implements PipelineStore, StateVersions, RunHistory {
  private static final int MOST_RUNS = 1_000;

  private final TreeMap<String, TreeMap<Long, String>> documents = new TreeMap<>();
  private final Map<String, Deque<RunRecord>> runs = new HashMap<>();
  private final Set<String> taken = new HashSet<>();
  private final Map<String, String> holders = new HashMap<>();

  @Override
  public StateVersions states() {
    return this;
  }

  @Override
  public RunHistory history() {
    return this;
  }

  @Override
  public String place() {
    return "memory";
  }

  @Override
  public synchronized SortedSet<String> names(String prefix) {
    TreeSet<String> names = new TreeSet<>(documents.tailMap(prefix).keySet());
    names.removeIf(name -> !name.startsWith(prefix));
    return names;
  }

  @Override
  public synchronized SortedSet<Long> versions(String name) {
    return new TreeSet<>(documents.getOrDefault(name, new TreeMap<>()).keySet());
  }

  @Override
  public synchronized Optional<String> read(String name, long version) {
    return Optional.ofNullable(documents.getOrDefault(name, new TreeMap<>()).get(version));
  }

  @Override
  public synchronized boolean add(String name, long newest, String document) {
    TreeMap<Long, String> versions = documents.computeIfAbsent(name, fresh -> new TreeMap<>());
    if ((versions.isEmpty() ? 0 : versions.lastKey()) != newest) {
      return false;
    }
    versions.put(newest + 1, document);
    return true;
  }

  @Override
  public synchronized void remove(String name, long version) {
    TreeMap<Long, String> versions = documents.getOrDefault(name, new TreeMap<>());
    versions.remove(version);
    if (versions.isEmpty()) {
      documents.remove(name);
    }
  }

  @Override
  public String place(String name, long version) {
    return "version " + version + " of " + name + " in memory";
  }

  @Override
  public synchronized void add(RunRecord run) {
    Deque<RunRecord> newest = runs.computeIfAbsent(run.pipelineId(), fresh -> new ArrayDeque<>());
    newest.addFirst(run);
    if (newest.size() > MOST_RUNS) {
      newest.removeLast();
    }
  }

  @Override
  public synchronized List<RunRecord> last(String pipelineId, int most) {
    return runs.getOrDefault(pipelineId, new ArrayDeque<>()).stream().limit(most).toList();
  }

  @Override
  public synchronized RunLock lock(String pipelineId) {
    if (!taken.add(pipelineId)) {
      String holder = holders.get(pipelineId);
      throw ConnectorException.of(
              ErrorKind.TRANSIENT, "another run of the pipeline " + pipelineId + " is going on")
          .place(place() + (holder == null ? "" : ": " + holder))
          .remedy("Wait until it has ended, or end it")
          .build();
    }
    return new Taken(pipelineId, holders.get(pipelineId));
  }

  private synchronized void note(String pipelineId, @Nullable String runId) {
    if (runId == null) {
      holders.remove(pipelineId);
    } else {
      holders.put(pipelineId, runId);
    }
  }

  private synchronized void letGo(String pipelineId) {
    taken.remove(pipelineId);
  }

  private final class Taken implements RunLock {
    private final String pipelineId;
    private final @Nullable String before;
    private boolean closed;

    Taken(String pipelineId, @Nullable String before) {
      this.pipelineId = pipelineId;
      this.before = before;
    }

    @Override
    public Optional<String> interrupted() {
      return Optional.ofNullable(before);
    }

    @Override
    public void hold(String runId, Instant since) {
      note(pipelineId, runId);
    }

    @Override
    public void release() {
      note(pipelineId, null);
      close();
    }

    @Override
    public void close() {
      if (!closed) {
        closed = true;
        letGo(pipelineId);
      }
    }
  }
}
