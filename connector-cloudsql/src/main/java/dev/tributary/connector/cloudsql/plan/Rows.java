package dev.tributary.connector.cloudsql.plan;

import dev.tributary.connector.batch.BatchBuilder;
import dev.tributary.connector.batch.BatchLimits;
import dev.tributary.connector.batch.BatchTarget;
import dev.tributary.connector.batch.RecordBatch;
import dev.tributary.connector.read.ExtractionOptions;
import dev.tributary.connector.read.ReadContext;
import dev.tributary.connector.read.ReadTask;
import dev.tributary.connector.schema.Field;
import dev.tributary.connector.schema.StreamSchema;
import dev.tributary.connector.split.Position;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The builder that rows are decoded into: the stream's own, or where the table has other columns
 * than were once agreed on, one of the table's columns, from which the stream's is filled.
 *
 * @param into what rows are decoded into
 * @param adapted the stream's builder, if that is another one
 */
record Rows(BatchBuilder into, @Nullable BatchBuilder adapted) {
  static Rows of(StreamSchema read, ReadTask task, ReadContext context) {
    BatchBuilder own = context.batch();
    if (isSame(own.schema(), read)) {
      return new Rows(own, null);
    }
    BatchLimits limits =
        BatchLimits.defaults()
            .rows(task.get(ExtractionOptions.BATCH_SIZE))
            .bytes(task.get(ExtractionOptions.BATCH_BYTES));
    BatchTarget apart = BatchTarget.standalone(task.split().stream(), read, limits);
    return new Rows(BatchBuilder.of(apart), own);
  }

  private static boolean isSame(StreamSchema agreed, StreamSchema read) {
    List<Field> fields = agreed.fields();
    if (fields.size() != read.size()) {
      return false;
    }
    for (int i = 0; i < fields.size(); i++) {
      Field field = fields.get(i);
      boolean same =
          field.name().equals(read.field(i).name())
              && field.type().equals(read.field(i).type())
              && (field.isNullable() || !read.field(i).isNullable());
      if (!same) {
        return false;
      }
    }
    return true;
  }

  /** Returns the batch of what was decoded; its checkpoint is this, if there is one. */
  RecordBatch build(@Nullable Position through) {
    BatchBuilder own = into;
    BatchBuilder other = adapted;
    if (other != null) {
      own = other.append(into.build());
    }
    return through == null ? own.build() : own.build(through);
  }
}
