package dev.tributary.connector.pipeline.staging;

import dev.tributary.connector.error.ConnectorException;
import dev.tributary.connector.error.ErrorKind;
import dev.tributary.connector.files.store.FileInput;
import dev.tributary.connector.files.store.FileStore;
import dev.tributary.connector.files.store.StoredFile;
import dev.tributary.connector.pipeline.document.Checksums;
import dev.tributary.connector.pipeline.document.FileNames;
import dev.tributary.connector.pipeline.document.SealedDocument;
import dev.tributary.connector.pipeline.document.StoredDocuments;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.NoSuchFileException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.zip.CRC32C;

/**
 * What a pipeline has staged in a store: a directory for each run, in it one for each stream, in it
 * files and, once the stream is committed, a manifest. Read what a manifest lists and nothing else:
 * other files belong to runs that go on or were killed.
 *
 * <p>Thread-safe as far as the store is.
 *
 * @since 0.1.0
 */
public final class StagingArea {
  private static final String KIND = "manifest";

  /** The name of manifests. */
  public static final String MANIFEST = "_manifest.json";

  private static final int CHUNK = 1 << 16;

  private final FileStore store;
  private final String pipelineId;

  private StagingArea(FileStore store, String pipelineId) {
    this.store = store;
    this.pipelineId = pipelineId;
  }

  /** Returns the area of a pipeline in a store, which it does not close. */
  public static StagingArea of(FileStore store, String pipelineId) {
    return new StagingArea(store, Objects.requireNonNull(pipelineId));
  }

  /** Returns the directory of a stream in a run. */
  public String directory(String runId, String stream) {
    return pipelineId + "/" + runId + "/" + FileNames.encode(stream);
  }

  /**
   * Returns everything that is committed, run after run, the oldest first.
   *
   * @throws IOException if the store cannot be read
   * @throws ConnectorException of kind DATA if a manifest is corrupted
   */
  public List<Manifest> manifests() throws IOException {
    List<Manifest> committed = new ArrayList<>();
    for (StoredFile run : StoredDocuments.list(store, pipelineId)) {
      if (run.isDirectory() && !run.name().startsWith("_")) {
        for (StoredFile stream : StoredDocuments.list(store, run.path())) {
          if (stream.isDirectory()) {
            read(stream.path() + "/" + MANIFEST).ifPresent(committed::add);
          }
        }
      }
    }
    return committed;
  }

  /**
   * Returns what counts now, run after run, the oldest first: what is committed without what a
   * later manifest of the same stream {@linkplain Manifest#replaces() replaces}, and without
   * records of a generation that the stream has begun anew since. As one manifest appears in one
   * step, nobody sees both it and what it replaces, or neither.
   *
   * @throws IOException if the store cannot be read
   * @throws ConnectorException of kind DATA if a manifest is corrupted
   */
  public List<Manifest> current() throws IOException {
    List<Manifest> all = new ArrayList<>(manifests());
    all.sort(Comparator.comparing(Manifest::committedAt).thenComparing(Manifest::runId));
    List<Manifest> counting = new ArrayList<>();
    Map<String, Long> generations = new HashMap<>();
    Set<String> replacedAll = new HashSet<>();
    Set<List<String>> replaced = new HashSet<>();
    for (int i = all.size() - 1; i >= 0; i--) {
      Manifest manifest = all.get(i);
      String stream = manifest.stream();
      long generation = manifest.state().stream(stream).generation();
      boolean stale = generation < generations.getOrDefault(stream, generation);
      if (!stale
          && !replacedAll.contains(stream)
          && !replaced.contains(List.of(stream, manifest.runId()))) {
        counting.add(0, manifest);
      }
      generations.merge(stream, generation, Math::max);
      if (manifest.replaces().isAll()) {
        replacedAll.add(stream);
      }
      manifest.replaces().runs().forEach(run -> replaced.add(List.of(stream, run)));
    }
    return counting;
  }

  /**
   * Returns what a run committed of a stream; nothing if it has not.
   *
   * @throws IOException if the store cannot be read
   * @throws ConnectorException of kind DATA if the manifest is corrupted
   */
  public Optional<Manifest> manifest(String runId, String stream) throws IOException {
    return read(directory(runId, stream) + "/" + MANIFEST);
  }

  private Optional<Manifest> read(String path) throws IOException {
    return StoredDocuments.read(store, path)
        .map(
            text ->
                SealedDocument.read(
                    KIND,
                    store.root() + "/" + path,
                    text,
                    "Put it back from a backup; no other run is touched by it",
                    Manifest::fromTree));
  }

  /**
   * Makes a manifest, and with it everything that it lists, visible in one step.
   *
   * @throws IOException if that failed; then nothing is
   */
  public void commit(Manifest manifest) throws IOException {
    StoredDocuments.write(
        store,
        directory(manifest.runId(), manifest.stream()) + "/" + MANIFEST,
        SealedDocument.write(KIND, manifest.toTree()));
  }

  /**
   * Reads the files of a manifest and compares them with it.
   *
   * @throws ConnectorException of kind DATA that names the first file that is not as it was staged
   * @throws IOException if one cannot be read
   */
  public void verify(Manifest manifest) throws IOException {
    for (StagedFile file : manifest.files()) {
      verify(file);
    }
  }

  private void verify(StagedFile file) throws IOException {
    StoredFile stored;
    try {
      stored = store.stat(file.path());
    } catch (NoSuchFileException gone) {
      throw damaged(file, "is gone");
    }
    if (stored.size() != file.bytes()) {
      throw damaged(file, "has " + stored.size() + " bytes in place of " + file.bytes());
    }
    CRC32C sum = new CRC32C();
    byte[] chunk = new byte[CHUNK];
    try (FileInput input = store.open(stored);
        InputStream stream = input.stream(0)) {
      for (int read = stream.read(chunk); read >= 0; read = stream.read(chunk)) {
        sum.update(chunk, 0, read);
      }
    }
    if (!Checksums.text(sum).equals(file.crc32c())) {
      throw damaged(file, "does not hold what was staged");
    }
  }

  private ConnectorException damaged(StagedFile file, String how) {
    return ConnectorException.of(ErrorKind.DATA, "a staged file " + how)
        .place(store.root() + "/" + file.path())
        .remedy("Put it back from a backup, or reset the stream's state to stage it anew")
        .build();
  }
}
