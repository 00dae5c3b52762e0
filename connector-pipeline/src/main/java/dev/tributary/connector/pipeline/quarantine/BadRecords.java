package dev.tributary.connector.pipeline.quarantine;

import dev.tributary.connector.batch.Column;
import dev.tributary.connector.batch.RecordBatch;
import dev.tributary.connector.batch.Reject;
import dev.tributary.connector.json.JsonTree;
import dev.tributary.connector.pipeline.quarantine.BadRecord.Origin;
import dev.tributary.connector.pipeline.transform.BadRow;
import dev.tributary.connector.pipeline.transform.Shaped;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Makes bad records of what sources and transformations set aside.
 *
 * @since 0.1.0
 */
public final class BadRecords {
  private BadRecords() {}

  /** Returns the bad records of a batch: those of the source first. */
  public static List<BadRecord> of(Shaped shaped, String runId) {
    List<BadRecord> records = new ArrayList<>();
    String stream = shaped.batch().stream();
    for (Reject reject : shaped.batch().rejects()) {
      records.add(
          new BadRecord(
              stream,
              runId,
              Origin.SOURCE,
              reject.place(),
              reject.reason(),
              reject.rawText(),
              reject.isCut()));
    }
    for (BadRow row : shaped.bad()) {
      records.add(
          new BadRecord(
              stream,
              runId,
              Origin.TRANSFORMATION,
              row.place(),
              row.reason(),
              json(row.batch(), row.row()),
              false));
    }
    return records;
  }

  /** Every value's canonical text, which reads back as the same value. */
  private static String json(RecordBatch batch, int row) {
    Map<String, @Nullable Object> values = new LinkedHashMap<>();
    for (int i = 0; i < batch.schema().size(); i++) {
      Column column = batch.column(i);
      if (!column.isAbsent(row)) {
        values.put(column.name(), column.getString(row));
      }
    }
    return JsonTree.write(values);
  }
}
