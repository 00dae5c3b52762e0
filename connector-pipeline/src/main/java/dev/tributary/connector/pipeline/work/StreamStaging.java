package dev.tributary.connector.pipeline.work;

import dev.tributary.connector.batch.RecordBatch;
import dev.tributary.connector.files.store.FileStore;
import dev.tributary.connector.files.store.StoredFile;
import dev.tributary.connector.pipeline.StagingConfig;
import dev.tributary.connector.pipeline.document.FileNames;
import dev.tributary.connector.pipeline.document.SealedDocument;
import dev.tributary.connector.pipeline.document.StoredDocuments;
import dev.tributary.connector.pipeline.quarantine.BadRecord;
import dev.tributary.connector.pipeline.quarantine.Quarantine;
import dev.tributary.connector.pipeline.staging.Manifest;
import dev.tributary.connector.pipeline.staging.StagedFile;
import dev.tributary.connector.pipeline.staging.StagingArea;
import dev.tributary.connector.state.ExtractionState;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Stages one stream of a pipeline. Whatever is done here is written to a journal, one atomic step
 * after another, so that a process that is killed between any two of them is gone on with:
 *
 * <ol>
 *   <li>the journal names the run;
 *   <li>files appear; each time the journal lists them with the state that covers them;
 *   <li>the manifest appears: the commit;
 *   <li>the caller stores the state, and the journal notes the run as one to be handed over;
 *   <li>once it was handed over, the journal forgets it.
 * </ol>
 *
 * <p>What the journal does not list is swept away when the run is gone on with. Used by one thread.
 */
public final class StreamStaging implements AutoCloseable {
  private static final String KIND = "journal";

  private final FileStore store;
  private final StagingArea area;
  private final StagingConfig staging;
  private final String stream;
  private final String path;
  private Journal journal;
  private @Nullable Segment segment;
  private final SetAside bad;
  private final FirstRecords firsts;
  private boolean torn;

  private StreamStaging(
      FileStore store,
      StagingArea area,
      StagingConfig staging,
      String stream,
      String path,
      Journal journal,
      SetAside bad,
      FirstRecords firsts) {
    this.store = store;
    this.area = area;
    this.staging = staging;
    this.stream = stream;
    this.path = path;
    this.journal = journal;
    this.bad = bad;
    this.firsts = firsts;
  }

  /**
   * Opens the staging of a stream as it was left.
   *
   * @param store where it is; not closed here
   * @param pipelineId the pipeline
   * @param stream the stream
   * @param staging how it is staged
   * @param quarantine where bad records are kept
   * @param uniqueColumns what makes up the key of which a run stages the first record only; none
   *     for all records
   * @throws IOException if the journal cannot be read
   * @throws dev.tributary.connector.error.ConnectorException of kind DATA if the journal is
   *     corrupted, or of kind CONFIG if a newer release wrote it
   */
  public static StreamStaging open(
      FileStore store,
      String pipelineId,
      String stream,
      StagingConfig staging,
      Quarantine quarantine,
      List<String> uniqueColumns)
      throws IOException {
    String work = pipelineId + "/_work";
    String name = FileNames.encode(stream);
    String path = work + "/" + name + ".json";
    Journal journal =
        StoredDocuments.read(store, path)
            .map(
                text ->
                    SealedDocument.read(
                        KIND,
                        store.root() + "/" + path,
                        text,
                        "Put it back from a backup, or move it away: what is not committed is"
                            + " staged again from the state before",
                        Journal::fromTree))
            .orElse(Journal.empty());
    return new StreamStaging(
        store,
        StagingArea.of(store, pipelineId),
        staging,
        stream,
        path,
        journal,
        new SetAside(quarantine, stream),
        new FirstRecords(uniqueColumns, new KeyLog(store, work, name)));
  }

  /** Returns where it stands. */
  public Journal journal() {
    return journal;
  }

  /** Returns the open run. */
  private Journal.Open run() {
    return journal.open().orElseThrow(() -> new IllegalStateException("no run has begun"));
  }

  /**
   * Returns what a run committed of the stream.
   *
   * @throws IOException if it cannot be read
   */
  public Optional<Manifest> manifest(String runId) throws IOException {
    return area.manifest(runId, stream);
  }

  /**
   * Begins a run, or goes on with the one that is open, and sweeps away what is half done of it.
   *
   * <p>Where the stored state was changed meanwhile, by a reset or an edit, what is staged and not
   * visible does not follow from it any more, and is dropped.
   *
   * @param runId the run to begin where none is open
   * @param base the version of the stored state; zero if there is none
   * @return the open run's id
   * @throws IOException if the store cannot be written
   */
  public String begin(String runId, long base) throws IOException {
    if (journal.open().isEmpty()) {
      save(journal.begun(runId, base, 0));
    } else if (!run().isFrom(base) && manifest(run().runId()).isEmpty()) {
      save(journal.begun(run().runId(), base, run().segments()));
    }
    sweep();
    firsts.begin(run(), newest());
    return run().runId();
  }

  /** Returns the generation that the journal's state covers. */
  private long newest() {
    return run().state().map(state -> state.stream(stream).generation()).orElse(0L);
  }

  private void sweep() throws IOException {
    int slash = path.lastIndexOf('/');
    String halfWritten = "." + path.substring(slash + 1) + ".";
    List<StoredFile> entries = StoredDocuments.list(store, path.substring(0, slash));
    for (StoredFile file : entries) {
      if (file.name().startsWith(halfWritten)) {
        store.delete(file.path());
      }
    }
    boolean visible = manifest(run().runId()).isPresent();
    long steps = run().state().isPresent() && !visible ? run().segments() : 0;
    firsts.sweep(entries, steps, newest());
    if (visible) {
      return; // all that is there is listed, and visible
    }
    bad.sweep(run());
    Set<String> listed = new HashSet<>();
    run().files().forEach(file -> listed.add(file.path()));
    for (StoredFile file : StoredDocuments.list(store, area.directory(run().runId(), stream))) {
      if (!file.isDirectory() && !listed.contains(file.path())) {
        store.delete(file.path());
      }
    }
  }

  /**
   * Writes the records of a batch but those whose keys came before; they are staged with the next
   * {@link #checkpoint}.
   *
   * @return whether it is time for one
   * @throws IOException if they could not be written
   */
  public boolean write(RecordBatch batch) throws IOException {
    RecordBatch first = firsts.of(batch, run());
    torn = true;
    boolean full = first.size() > 0 && append(first);
    firsts.written(run().segments());
    torn = false;
    return full;
  }

  private boolean append(RecordBatch batch) throws IOException {
    Segment open = segment;
    if (open == null) {
      open =
          Segment.begin(
              store, area.directory(run().runId(), stream), staging, run().segments(), batch);
      segment = open;
    }
    open.write(batch);
    return open.isFull(staging);
  }

  /**
   * Sets records aside; they are durable with the next {@link #checkpoint}.
   *
   * @param records what is bad in a batch
   * @param generation the generation of that batch
   * @return whether it is time for one
   */
  public boolean setAside(List<BadRecord> records, long generation) {
    return bad.add(records, generation);
  }

  /** Returns how many records the open run has set aside. */
  public long badRows() {
    return bad.rows();
  }

  /** Returns how many records the open run has staged, up to the last checkpoint. */
  public long goodRows() {
    return run().files().stream().mapToLong(StagedFile::rows).sum();
  }

  /** Returns how many records the open run has written, those since the checkpoint included. */
  public long rows() {
    Segment open = segment;
    return goodRows() + (open == null ? 0 : open.rows());
  }

  /** Returns whether a batch can be written before the next {@link #checkpoint}. */
  public boolean takes(RecordBatch batch) {
    Segment open = segment;
    if (!bad.takes(batch.generation())) {
      return false;
    }
    return open == null || batch.size() == 0 || open.takes(batch);
  }

  /**
   * Returns whether something was written since the last checkpoint, all of it whole. After a
   * {@link #write} or a {@link #checkpoint} that failed it is not, and the checkpoint before holds.
   */
  public boolean isDirty() {
    return !torn && (segment != null || !bad.isEmpty());
  }

  /**
   * Makes what was written durable, and notes it with the state that covers it. Files of records
   * that the stream has begun again since are dropped.
   *
   * @param state covers exactly what was written to this run
   * @param stopped whether reading stopped early because it was told to
   * @throws IOException if it failed; then the checkpoint before holds
   */
  public void checkpoint(ExtractionState state, boolean stopped) throws IOException {
    Journal.Open open = run();
    torn = true;
    long generation = state.stream(stream).generation();
    List<StagedFile> files = new ArrayList<>();
    long segments = open.segments();
    for (StagedFile file : open.files()) {
      if (file.generation() >= generation) {
        files.add(file);
      }
    }
    boolean kept = bad.keep(open.runId(), segments);
    firsts.commit();
    Segment ending = segment;
    if (ending != null) {
      try (ending) {
        StagedFile file = ending.commit();
        if (file.generation() >= generation) {
          files.add(file);
        }
      }
      segment = null;
    }
    if (kept || ending != null) {
      segments++;
    }
    save(
        journal.staged(
            new Journal.Open(
                open.runId(),
                open.base(),
                segments,
                files,
                Optional.of(state),
                stopped,
                firsts.duplicates(generation))));
    torn = false;
  }

  /**
   * Commits the open run in one step.
   *
   * @param manifest lists exactly the files of the journal
   * @throws IOException if that failed; then nothing is visible
   */
  public void commit(Manifest manifest) throws IOException {
    sweep(); // of generations that were dropped
    area.commit(manifest);
  }

  /**
   * Notes that the open run's state is stored, so that the run is to be handed over.
   *
   * @throws IOException if the journal cannot be written
   */
  public void committed() throws IOException {
    firsts.forgetRun();
    save(journal.committed(run().runId()));
  }

  /**
   * Notes that a run was handed over.
   *
   * @throws IOException if the journal cannot be written
   */
  public void handedOver(String runId) throws IOException {
    save(journal.handedOver(runId));
  }

  private void save(Journal next) throws IOException {
    StoredDocuments.write(store, path, SealedDocument.write(KIND, next.toTree()));
    journal = next;
  }

  /** Drops what was written since the last checkpoint. */
  @Override
  public void close() throws IOException {
    Segment open = segment;
    segment = null;
    try (firsts) {
      if (open != null) {
        open.close();
      }
    }
  }
}
