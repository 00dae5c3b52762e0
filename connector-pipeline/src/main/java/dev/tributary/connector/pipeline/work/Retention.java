package dev.tributary.connector.pipeline.work;

import dev.tributary.connector.error.ConnectorException;
import dev.tributary.connector.files.store.FileStore;
import dev.tributary.connector.files.store.StoredFile;
import dev.tributary.connector.pipeline.document.StoredDocuments;
import dev.tributary.connector.pipeline.staging.Manifest;
import dev.tributary.connector.pipeline.staging.StagingArea;
import java.io.IOException;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Deletes what a stream staged long ago. A run that is under way, or that the host did not take
 * over yet, is never touched, nor what no manifest lists or listed.
 *
 * <p>A run's directory goes in an order that a kill cannot spoil: first the manifest is renamed, so
 * that all of the run is invisible at once, then its files go, last the renamed manifest, which
 * says until then that the rest is to go.
 */
public final class Retention {
  private static final String GOING = "_deleting.json";

  private final FileStore store;
  private final StagingArea area;
  private final String pipelineId;
  private final String stream;

  /** Makes it for a stream of a pipeline in a store. */
  public Retention(FileStore store, String pipelineId, String stream) {
    this.store = store;
    this.area = StagingArea.of(store, pipelineId);
    this.pipelineId = pipelineId;
    this.stream = stream;
  }

  /**
   * Deletes the runs that were committed before a time.
   *
   * @param before the time
   * @param journal says which runs are under way or not taken over
   * @throws IOException if something could not be deleted; again is harmless
   */
  public void apply(Instant before, Journal journal) throws IOException {
    Set<String> kept = new HashSet<>(journal.handOffs());
    journal.open().ifPresent(open -> kept.add(open.runId()));
    for (StoredFile run : StoredDocuments.list(store, pipelineId)) {
      if (run.isDirectory() && !run.name().startsWith("_") && !kept.contains(run.name())) {
        apply(before, run.name());
      }
    }
  }

  private void apply(Instant before, String runId) throws IOException {
    String directory = area.directory(runId, stream);
    List<StoredFile> files = StoredDocuments.list(store, directory);
    boolean going = files.stream().anyMatch(file -> file.name().equals(GOING));
    if (!going && !files.isEmpty()) {
      if (!isOld(runId, before)) {
        return;
      }
      store.rename(directory + "/" + StagingArea.MANIFEST, directory + "/" + GOING);
    }
    for (StoredFile file : files) {
      // By name, so that a manifest comes first: where renaming is copying, a kill leaves both.
      if (!file.name().equals(GOING) && !file.isDirectory()) {
        store.delete(file.path());
      }
    }
    store.delete(directory + "/" + GOING);
    deleteEmpty(directory);
    if (StoredDocuments.list(store, pipelineId + "/" + runId).isEmpty()) {
      deleteEmpty(pipelineId + "/" + runId);
    }
  }

  private boolean isOld(String runId, Instant before) throws IOException {
    try {
      Optional<Manifest> manifest = area.manifest(runId, stream);
      return manifest.filter(found -> found.committedAt().isBefore(before)).isPresent();
    } catch (ConnectorException unreadable) {
      return false; // a person has to look at it
    }
  }

  @SuppressWarnings("EmptyCatch") // some stores have no directories, or keep them: no harm
  private void deleteEmpty(String directory) {
    try {
      store.delete(directory);
    } catch (IOException | ConnectorException stays) {
    }
  }
}
