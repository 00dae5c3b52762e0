package dev.tributary.connector.pipeline.quarantine;

import dev.tributary.connector.json.JsonTree;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A record that was set aside.
 *
 * @param stream the stream
 * @param runId the run
 * @param origin what could not make anything of it
 * @param place where it stands, such as a file and a line
 * @param reason why, as a clause without a full stop
 * @param record the record: as it came if the source set it aside, else the row as a JSON object of
 *     the columns' texts
 * @param cut whether only the beginning of it is kept
 * @since 0.1.0
 */
public record BadRecord(
    String stream,
    String runId,
    Origin origin,
    String place,
    String reason,
    String record,
    boolean cut) {

  /** What could not make anything of a record. */
  public enum Origin {
    /** The source: it could not be read. */
    SOURCE,
    /** The transformation: it could not be shaped. */
    TRANSFORMATION
  }

  String toLine() {
    Map<String, Object> tree = new LinkedHashMap<>();
    tree.put("stream", stream);
    tree.put("run", runId);
    tree.put("origin", origin.name().toLowerCase(Locale.ROOT));
    tree.put("place", place);
    tree.put("reason", reason);
    tree.put("record", record);
    tree.put("cut", cut);
    return JsonTree.write(tree);
  }

  static BadRecord fromLine(String line) {
    Map<String, @Nullable Object> tree = JsonTree.parseObject(line);
    return new BadRecord(
        JsonTree.text(tree.get("stream")),
        JsonTree.text(tree.get("run")),
        Origin.valueOf(JsonTree.text(tree.get("origin")).toUpperCase(Locale.ROOT)),
        JsonTree.text(tree.get("place")),
        JsonTree.text(tree.get("reason")),
        JsonTree.text(tree.get("record")),
        JsonTree.truth(tree.get("cut")));
  }

  /** Returns place and reason, without the record. */
  @Override
  public String toString() {
    return place + ": " + reason;
  }
}
