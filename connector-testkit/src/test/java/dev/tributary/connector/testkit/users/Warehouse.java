package dev.tributary.connector.testkit.users;

import dev.tributary.connector.Extraction;
import dev.tributary.connector.batch.RecordBatch;
import dev.tributary.connector.state.ExtractionState;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;

/**
 * A host that stages, commits and loads, none of it on the thread that reads.
 *
 * <p>Batches of one split are staged in order, those of different splits at once. A file counts
 * once the manifest names it, and the manifest names what its state covers: of each split, the
 * files up to the last checkpoint. Loads are repeated from the manifests, by their sequence.
 */
final class Warehouse {
  /** What survives a crash. */
  static final class Disk {
    private final TreeMap<Long, Manifest> manifests = new TreeMap<>();
    private final Map<String, List<Long>> table = new HashMap<>();

    synchronized ExtractionState state() {
      return manifests.isEmpty()
          ? ExtractionState.initial()
          : ExtractionState.fromJson(manifests.lastEntry().getValue().state());
    }

    synchronized void commit(Manifest manifest) {
      // The same sequence is the same state: nothing was completed since.
      manifests.putIfAbsent(manifest.sequence(), manifest);
    }

    /** Loads a manifest as often as asked and to the same effect. */
    synchronized void load(long sequence) {
      Manifest manifest = manifests.get(sequence);
      table.put(manifest.extraction() + "/" + sequence, List.copyOf(manifest.ids()));
    }

    synchronized List<Long> sequences() {
      return List.copyOf(manifests.keySet());
    }

    synchronized List<Long> rows() {
      return table.values().stream().flatMap(List::stream).sorted().toList();
    }
  }

  /** Files and state, visible in one step. */
  record Manifest(String extraction, long sequence, List<Long> ids, String state) {}

  private final Disk disk;
  private final Extraction extraction;
  private final ExecutorService pool;
  private final Map<String, CompletableFuture<Void>> staging = new HashMap<>();
  private final Map<String, List<Long>> uncovered = new HashMap<>();
  private final List<Long> covered = new ArrayList<>();

  Warehouse(Disk disk, Extraction extraction, ExecutorService pool) {
    this.disk = disk;
    this.extraction = extraction;
    this.pool = pool;
  }

  /** Takes one batch, if one comes; returns whether there will be more. */
  boolean step() {
    RecordBatch batch = extraction.poll(Duration.ofSeconds(5));
    if (batch != null) {
      CompletableFuture<Void> before =
          staging.getOrDefault(batch.split(), CompletableFuture.completedFuture(null));
      staging.put(batch.split(), before.thenRunAsync(() -> stage(batch), pool));
    }
    return !extraction.isFinished();
  }

  /** Commits what was staged by now, tells the source, and loads. */
  void commit() {
    Manifest manifest;
    ExtractionState state;
    synchronized (this) {
      state = extraction.state();
      manifest =
          new Manifest(
              state.extractionId(), state.sequence(), List.copyOf(covered), state.toJson());
      covered.clear();
    }
    disk.commit(manifest);
    extraction.acknowledge(state);
    disk.load(manifest.sequence());
  }

  /** Waits for everything that is being staged. */
  void drain() {
    staging.values().forEach(CompletableFuture::join);
  }

  private void stage(RecordBatch batch) {
    List<Long> file = new ArrayList<>();
    batch.forEach(row -> file.add(row.getLong("id")));
    synchronized (this) {
      List<Long> open = uncovered.computeIfAbsent(batch.split(), split -> new ArrayList<>());
      open.addAll(file);
      extraction.complete(batch);
      if (batch.checkpoint().isPresent()) {
        covered.addAll(open);
        open.clear();
      }
    }
  }
}
