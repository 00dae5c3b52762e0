package dev.tributary.connector.pipeline.expression;

import dev.tributary.connector.batch.BatchBuilder;
import dev.tributary.connector.batch.BatchLimits;
import dev.tributary.connector.batch.BatchTarget;
import dev.tributary.connector.batch.Column;
import dev.tributary.connector.batch.RowBlock;
import dev.tributary.connector.error.ConnectorException;
import dev.tributary.connector.schema.DataType;
import dev.tributary.connector.schema.Field;
import dev.tributary.connector.schema.StreamSchema;

/** Makes a column of a vector: at once where the values fit as they are, else row by row. */
final class Storer {
  private Storer() {}

  static Column store(Vector from, Field field, Frame frame) {
    BatchTarget target =
        BatchTarget.standalone(
            field.name(),
            StreamSchema.of(field.nullable()),
            BatchLimits.defaults()
                .rows(Math.max(1, frame.size))
                .bytes(Integer.MAX_VALUE)
                .recordBytes(Integer.MAX_VALUE));
    BatchBuilder builder = BatchBuilder.of(target);
    if (frame.size > 0 && !atOnce(from, field.type(), builder, frame)) {
      rowByRow(from, builder, frame);
    }
    return builder.build().column(0);
  }

  private static boolean atOnce(Vector from, DataType to, BatchBuilder builder, Frame frame) {
    if (from.nanos != null || from.isWide() || !alike(from.type, to)) {
      return false;
    }
    RowBlock block = builder.block(frame.size);
    switch (to.kind()) {
      case BOOLEAN -> block.booleans(0, from.bytes, 0);
      case INT64 -> block.longs(0, from.longs, 0);
      case FLOAT64 -> block.doubles(0, from.doubles, 0);
      case DECIMAL -> block.decimals(0, from.longs, 0, to.scale());
      case TIMESTAMP, TIMESTAMP_TZ, DURATION -> block.micros(0, from.longs, 0);
      default -> block.texts(0, from.bytes, from.starts, from.ends, 0);
    }
    for (int row = 0; from.nulls != null && row < frame.size; row++) {
      if (from.isNull(row)) {
        block.missing(0, row);
      }
    }
    return block.add();
  }

  private static boolean alike(DataType from, DataType to) {
    return switch (to.kind()) {
      case BOOLEAN, INT64, FLOAT64, TIMESTAMP, TIMESTAMP_TZ, DURATION -> from.kind() == to.kind();
      case DECIMAL -> from.equals(to) && !DecimalTypes.isFree(to);
      case STRING -> from.kind() == to.kind();
      default -> false;
    };
  }

  private static void rowByRow(Vector from, BatchBuilder builder, Frame frame) {
    for (int row = 0; row < frame.size; row++) {
      builder.add();
      if (frame.failure(row) == null && !from.isNull(row)) {
        try {
          set(from, row, builder);
        } catch (ConnectorException unfit) {
          frame.fail(row, unfit.what());
          builder.setNull(0);
        }
      }
    }
  }

  private static void set(Vector from, int row, BatchBuilder builder) {
    switch (from.type.kind()) {
      case BOOLEAN -> builder.set(0, from.bytes[row] != 0);
      case INT64 -> builder.set(0, from.longs[row]);
      case FLOAT64 -> builder.set(0, from.doubles[row]);
      case DECIMAL -> builder.set(0, (Object) from.decimal(row));
      case DATE -> builder.setDays(0, Math.toIntExact(from.longs[row]));
      case TIME, DURATION, TIMESTAMP, TIMESTAMP_TZ ->
          builder.setMicros(0, from.longs[row], from.nano(row));
      case BYTES -> builder.setBytes(0, from.bytes, from.starts[row], from.ends[row]);
      default -> builder.setUtf8(0, from.bytes, from.starts[row], from.ends[row]);
    }
  }
}
