package dev.tributary.connector.files;

import dev.tributary.connector.batch.BatchBuilder;
import dev.tributary.connector.batch.BatchTarget;
import dev.tributary.connector.batch.RecordBatch;
import dev.tributary.connector.error.ConnectorException;
import dev.tributary.connector.error.ErrorKind;
import dev.tributary.connector.files.filter.ColumnTest;
import dev.tributary.connector.files.filter.Condition;
import dev.tributary.connector.schema.DataType;
import dev.tributary.connector.schema.Field;
import dev.tributary.connector.schema.StreamSchema;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Keeps the records of a file that meet the conditions, whatever the format. A column's type may
 * widen while a file is read; where it would be compared in another way from then on, which records
 * are wanted would depend on the order of files, so that fails. Used by one thread.
 */
final class WantedRows {
  private final List<Condition> conditions;
  private final String place;
  private final StreamSchema planned;
  private @Nullable StreamSchema schema;
  private List<ColumnTest> tests = List.of();
  private int[] columns = {};

  /**
   * Makes it.
   *
   * @param conditions what records must meet, all of it
   * @param place the file's name for people
   * @param planned the schema of the stream before anything was read
   */
  WantedRows(List<Condition> conditions, String place, StreamSchema planned) {
    this.conditions = conditions;
    this.place = place;
    this.planned = planned;
  }

  /** Returns whether every record is wanted. */
  boolean isAll() {
    return conditions.isEmpty();
  }

  /** Returns whether a file may hold any whose records all have these texts. */
  boolean mayHold(Map<String, String> given) {
    for (Condition condition : conditions) {
      String text = given.get(condition.column());
      if (text != null && !holds(condition, text)) {
        return false;
      }
    }
    return true;
  }

  private boolean holds(Condition condition, String text) {
    DataType type = planned.find(condition.column()).map(Field::type).orElse(DataType.STRING);
    StreamSchema one = StreamSchema.of(Field.of(condition.column(), type));
    BatchBuilder builder = BatchBuilder.of(BatchTarget.standalone("path", one));
    try {
      RecordBatch batch = builder.add().set(0, text).build();
      return condition.on(type).holds(batch.column(0), 0);
    } catch (ConnectorException misfit) {
      return true; // reading the file says so
    }
  }

  /** Returns the records that are wanted, with the rejects and the checkpoint of all. */
  RecordBatch of(RecordBatch batch) {
    if (isAll()) {
      return batch;
    }
    bind(batch.schema());
    int[] wanted = new int[batch.size()];
    int count = 0;
    for (int row = 0; row < wanted.length; row++) {
      if (isWanted(batch, row)) {
        wanted[count++] = row;
      }
    }
    return count == wanted.length ? batch : batch.select(java.util.Arrays.copyOf(wanted, count));
  }

  private boolean isWanted(RecordBatch batch, int row) {
    for (int i = 0; i < columns.length; i++) {
      ColumnTest test = tests.get(i);
      boolean holds =
          columns[i] < 0 ? test.holdsForNull() : test.holds(batch.column(columns[i]), row);
      if (!holds) {
        return false;
      }
    }
    return true;
  }

  private void bind(StreamSchema now) {
    if (now.equals(schema)) {
      return;
    }
    List<ColumnTest> bound = new ArrayList<>();
    int[] places = new int[conditions.size()];
    for (int i = 0; i < places.length; i++) {
      Condition condition = conditions.get(i);
      places[i] = now.indexOf(condition.column());
      DataType type = places[i] < 0 ? DataType.STRING : now.field(places[i]).type();
      DataType before = planned.find(condition.column()).map(Field::type).orElse(type);
      if (!ColumnTest.comparesAlike(before, type)) {
        throw ConnectorException.of(
                ErrorKind.DATA,
                "the column \""
                    + condition.column()
                    + "\" of `filters` turned from "
                    + before
                    + " into "
                    + type
                    + ", which is compared in another way")
            .place(place)
            .remedy("Declare the column's type in `schema`")
            .build();
      }
      bound.add(condition.on(type));
    }
    schema = now;
    tests = bound;
    columns = places;
  }
}
