package dev.tributary.connector.testkit.users;

import dev.tributary.connector.BaseConnector;
import dev.tributary.connector.read.PlanRequest;
import dev.tributary.connector.read.ReadContext;
import dev.tributary.connector.read.ReadTask;
import dev.tributary.connector.read.SplitPlan;
import dev.tributary.connector.read.SplitReader;
import dev.tributary.connector.schema.Field;
import dev.tributary.connector.schema.StreamSchema;
import dev.tributary.connector.split.Position;
import dev.tributary.connector.split.Split;
import dev.tributary.connector.state.Commit;
import dev.tributary.connector.state.KeyedState;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.LongStream;

/** Files listed lazily, large ones read in parts, each read once and archived after the commit. */
final class Ledger extends BaseConnector {
  /** How many records one part holds. */
  static final int PART = 100;

  /** A file of a directory. */
  record Entry(String path, long version, int records) {}

  /** A directory of any size, which outlives its readers. */
  static final class Directory {
    final ConcurrentSkipListSet<String> archive = new ConcurrentSkipListSet<>();
    final AtomicLong listed = new AtomicLong();
    private final List<Entry> entries;

    Directory(List<Entry> entries) {
      this.entries = entries;
    }

    /** Lists what stands after a path, in order. */
    Iterator<Entry> list(String after) {
      return entries.stream()
          .filter(entry -> entry.path().compareTo(after) > 0 && !archive.contains(entry.path()))
          .peek(entry -> listed.incrementAndGet())
          .iterator();
    }

    Set<String> archive() {
      return archive;
    }
  }

  private final Directory directory;

  Ledger(Directory directory) {
    this.directory = directory;
  }

  @Override
  protected StreamSchema describe(String stream) {
    return StreamSchema.of(Field.string("path").required(), Field.int64("line").required());
  }

  @Override
  protected SplitPlan planSplits(PlanRequest request) {
    String stream = request.streams().get(0);
    KeyedState known = request.state(stream).keys();
    String after = request.interrupted().flatMap(was -> was.position().find("after")).orElse("");
    Iterator<Entry> entries = directory.list(after);
    return new SplitPlan() {
      private String last = after;

      @Override
      public List<Split> next() {
        while (entries.hasNext()) {
          Entry entry = entries.next();
          last = entry.path();
          String key = entry.path() + "@" + entry.version();
          if (!known.has(key)) {
            return parts(stream, entry, key);
          }
        }
        return null;
      }

      @Override
      public Position position() {
        return last.isEmpty() ? Position.empty() : Position.of("after", last);
      }
    };
  }

  /** One call, one key: the file is done when its last part is. */
  private static List<Split> parts(String stream, Entry entry, String key) {
    List<Split> parts = new ArrayList<>();
    for (int from = 0; from == 0 || from < entry.records(); from += PART) {
      int until = Math.min(entry.records(), from + PART);
      parts.add(
          Split.of(key + "#" + from, stream)
              .bounds(Position.of("path", entry.path()).with("from", from).with("until", until))
              .estimate(until - from)
              .commits(key, Position.empty()));
    }
    return parts;
  }

  @Override
  protected SplitReader openSplit(ReadTask task, ReadContext context) {
    Position bounds = task.split().bounds();
    return SplitReader.of(
        task,
        context,
        LongStream.range(bounds.getLong("from"), bounds.getLong("until")).iterator(),
        (line, rows) -> rows.add().set(0, bounds.get("path")).set(1, line));
  }

  @Override
  protected void afterCommit(List<Commit> commits) {
    for (Commit commit : commits) {
      if (commit.finished()) {
        // Moving is idempotent: gone here and there in the archive means that it was done before.
        directory.archive.add(commit.split().bounds().get("path"));
      }
    }
  }
}
