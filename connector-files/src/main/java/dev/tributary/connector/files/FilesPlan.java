package dev.tributary.connector.files;

import dev.tributary.connector.error.ConnectorException;
import dev.tributary.connector.error.ErrorKind;
import dev.tributary.connector.files.compression.Compression;
import dev.tributary.connector.files.format.FileFormat;
import dev.tributary.connector.files.format.FileRange;
import dev.tributary.connector.files.selection.FileWalk;
import dev.tributary.connector.files.store.FileStore;
import dev.tributary.connector.files.store.StoredFile;
import dev.tributary.connector.read.ExtractionOptions;
import dev.tributary.connector.read.PlanRequest;
import dev.tributary.connector.read.SplitPlan;
import dev.tributary.connector.split.Split;
import dev.tributary.connector.state.KeyedState;
import dev.tributary.connector.state.OpenSplit;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Plans files as they are listed. What was finished is in the ledger and what is open in the state,
 * so a plan that goes on lists again from the start: nothing is lost that sorts before a place, and
 * nothing is read twice.
 */
final class FilesPlan implements SplitPlan {
  private static final int LOOKED_AT_ONCE = 1000;
  private static final int MOST_AT_ONCE = 32;

  private final PlanRequest request;
  private final FileStore store;
  private final Function<String, FileStream> streams;
  private final Deque<String> waiting;
  private final Set<String> open = new HashSet<>();
  private final boolean goesOn;
  private @Nullable FileStream stream;
  private @Nullable FileWalk walk;

  /** How many splits one call yields, a few at first, so that reading begins at once. */
  private int atOnce = 1;

  FilesPlan(PlanRequest request, FileStore store, Function<String, FileStream> streams) {
    this.request = request;
    this.store = store;
    this.streams = streams;
    this.goesOn = request.interrupted().isPresent();
    this.waiting = new ArrayDeque<>(request.streams());
    request
        .interrupted()
        .ifPresent(
            interrupted -> {
              if (interrupted.isExhausted()) {
                waiting.clear();
              }
              for (OpenSplit each : interrupted.open()) {
                Split split = each.split();
                open.add(split.stream() + "\n" + FileParts.id(FileParts.file(split.bounds())));
              }
            });
  }

  @Override
  public @Nullable List<Split> next() throws Exception {
    List<Split> found = new ArrayList<>();
    for (int looked = 0; looked < LOOKED_AT_ONCE && found.size() < atOnce; looked++) {
      FileStream current = stream;
      FileWalk walking = walk;
      if (current == null || walking == null) {
        if (waiting.isEmpty()) {
          return found.isEmpty() ? null : found;
        }
        begin(waiting.remove());
        continue;
      }
      StoredFile file = walking.next();
      if (file == null) {
        if (!found.isEmpty()) {
          return found; // what was found is read even if the end finds something wrong
        }
        end(current, walking);
      } else if (isNew(current, file)) {
        found.addAll(splits(current, file));
      }
    }
    atOnce = Math.min(MOST_AT_ONCE, 2 * atOnce);
    return found;
  }

  private void begin(String name) throws IOException {
    FileStream next = streams.apply(name);
    Instant now = request.clock().instant();
    Instant before = next.forgetBefore(now);
    if (before != null) {
      Ledger.forget(request, name, before);
    }
    walk = new FileWalk(store, next.criteria(RootNames.of(store), request.request().window(), now));
    stream = next;
  }

  private void end(FileStream current, FileWalk walking) throws IOException {
    walk = null;
    stream = null;
    walking.close();
    boolean knows = goesOn || request.state(current.name()).keys().size() > 0;
    if (walking.meant() == 0 && !knows && current.get(FileOptions.ON_NO_MATCH) == OnNoMatch.FAIL) {
      throw noMatch(current, store, walking);
    }
  }

  private static ConnectorException noMatch(FileStream stream, FileStore store, FileWalk walked)
      throws IOException {
    List<String> nearest = walked.nearest();
    return ConnectorException.of(
            ErrorKind.NOT_FOUND,
            "no file matches " + stream.pattern(RootNames.of(store)) + " in " + store.root())
        .stream(stream.name())
        .remedy(
            (nearest.isEmpty() ? "It holds no files" : "The nearest there are " + nearest)
                + "; set `on_no_match: empty` if that may be")
        .build();
  }

  private boolean isNew(FileStream current, StoredFile file) {
    KeyedState finished = request.state(current.name()).keys();
    return !Ledger.has(finished, file)
        && !open.contains(current.name() + "\n" + FileParts.id(file));
  }

  private List<Split> splits(FileStream current, StoredFile file) {
    List<FileRange> ranges = ranges(current, file);
    List<Split> splits = new ArrayList<>(ranges.size());
    for (int i = 0; i < ranges.size(); i++) {
      splits.add(FileParts.split(current, file, ranges.get(i), ranges.size() == 1 ? -1 : i));
    }
    return splits;
  }

  private List<FileRange> ranges(FileStream current, StoredFile file) {
    List<FileRange> whole = List.of(FileRange.whole(file.size()));
    long bytes = current.get(FileOptions.SPLIT_BYTES);
    boolean parallel =
        request.get(ExtractionOptions.PARALLEL)
            && request.find(ExtractionOptions.WORKERS).orElse(2) > 1;
    if (!parallel || file.size() < 2 * bytes) {
      return whole;
    }
    try {
      FileFormat format = current.format(file.name());
      if (store.isRemote() && !format.isRandomAccess() && !current.isSet(FileOptions.SPLIT_BYTES)) {
        return whole;
      }
      try (OpenFile opened =
          new OpenFile(
              store,
              file,
              current.get(FileOptions.COMPRESSION),
              current.get(FileOptions.MAX_EXPANSION),
              null)) {
        opened.bind(current.readOptions(format));
        return opened.compression() == Compression.NONE ? format.divide(opened, bytes) : whole;
      }
    } catch (Exception unread) {
      return whole; // whoever reads it says what is wrong with it
    }
  }

  @Override
  public void close() throws IOException {
    FileWalk walking = walk;
    walk = null;
    if (walking != null) {
      walking.close();
    }
  }
}
