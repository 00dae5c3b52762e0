package dev.tributary.connector.pipeline.work;

import dev.tributary.connector.json.JsonTree;
import dev.tributary.connector.pipeline.staging.StagedFile;
import dev.tributary.connector.pipeline.staging.StagedFiles;
import dev.tributary.connector.state.ExtractionState;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Where the staging of a stream stands: what is staged and not committed, and what is committed and
 * not handed over. Immutable.
 */
public final class Journal {
  private static final Journal EMPTY = new Journal(null, List.of());

  private final @Nullable Open open;
  private final List<String> handOffs;

  private Journal(@Nullable Open open, List<String> handOffs) {
    this.open = open;
    this.handOffs = List.copyOf(handOffs);
  }

  /**
   * A run that is not committed yet.
   *
   * @param runId the run
   * @param base the version of the stored state that it began from; negative if that is not known
   * @param segments how many files were begun, for the name of the next
   * @param files the files that are staged
   * @param state the state that covers exactly these files; nothing before the first
   * @param stopped whether reading stopped early because it was told to
   * @param duplicates how many records were dropped because their keys came before
   */
  public record Open(
      String runId,
      long base,
      long segments,
      List<StagedFile> files,
      Optional<ExtractionState> state,
      boolean stopped,
      long duplicates) {
    /** Copies the list. */
    public Open {
      files = List.copyOf(files);
    }

    /** Returns whether the run began from this version of the stored state, as far as is known. */
    public boolean isFrom(long version) {
      return base < 0 || base == version;
    }

    /** Returns whether everything was read, so that only the commit is missing. */
    public boolean isRead() {
      return state.filter(ExtractionState::isComplete).isPresent();
    }
  }

  /** Returns the journal of a stream that was never staged. */
  public static Journal empty() {
    return EMPTY;
  }

  /** Returns the run that is not committed yet. */
  public Optional<Open> open() {
    return Optional.ofNullable(open);
  }

  /** Returns the runs whose manifests are to be handed over, the oldest first. */
  public List<String> handOffs() {
    return handOffs;
  }

  /** Returns a copy in which a run has begun, from a version of the stored state. */
  Journal begun(String runId, long base, long segments) {
    return new Journal(
        new Open(runId, base, segments, List.of(), Optional.empty(), false, 0), handOffs);
  }

  /** Returns a copy in which the open run has staged this. */
  Journal staged(Open open) {
    return new Journal(open, handOffs);
  }

  /** Returns a copy in which the open run is committed and to be handed over. */
  Journal committed(String runId) {
    List<String> more = new ArrayList<>(handOffs);
    if (!more.contains(runId)) {
      more.add(runId);
    }
    return new Journal(null, more);
  }

  /** Returns a copy in which a run was handed over. */
  Journal handedOver(String runId) {
    return new Journal(open, handOffs.stream().filter(other -> !other.equals(runId)).toList());
  }

  Map<String, Object> toTree() {
    Map<String, Object> tree = new LinkedHashMap<>();
    if (open != null) {
      Map<String, Object> run = new LinkedHashMap<>();
      run.put("run", open.runId());
      run.put("base", open.base());
      run.put("segments", open.segments());
      run.put("files", StagedFiles.write(open.files()));
      run.put("stopped", open.stopped());
      if (open.duplicates() > 0) {
        run.put("duplicates", open.duplicates());
      }
      open.state().ifPresent(state -> run.put("state", JsonTree.parseObject(state.toJson())));
      tree.put("open", run);
    }
    tree.put("hand_offs", handOffs);
    return tree;
  }

  static Journal fromTree(Map<String, @Nullable Object> tree) {
    List<String> handOffs =
        JsonTree.list(tree.get("hand_offs")).stream().map(JsonTree::text).toList();
    return new Journal(tree.get("open") == null ? null : open(tree.get("open")), handOffs);
  }

  private static Open open(@Nullable Object form) {
    Map<String, @Nullable Object> tree = JsonTree.map(form);
    Object state = tree.get("state");
    return new Open(
        JsonTree.text(tree.get("run")),
        tree.get("base") == null ? -1 : JsonTree.whole(tree.get("base")),
        JsonTree.whole(tree.get("segments")),
        StagedFiles.read(tree.get("files")),
        state == null
            ? Optional.empty()
            : Optional.of(ExtractionState.fromJson(JsonTree.write(state))),
        JsonTree.truth(tree.get("stopped")),
        tree.get("duplicates") == null ? 0 : JsonTree.whole(tree.get("duplicates")));
  }
}
