package dev.tributary.connector.files;

import dev.tributary.connector.batch.BatchBuilder;
import dev.tributary.connector.batch.BatchLimits;
import dev.tributary.connector.batch.BatchTarget;
import dev.tributary.connector.batch.Column;
import dev.tributary.connector.batch.RecordBatch;
import dev.tributary.connector.error.ConnectorException;
import dev.tributary.connector.error.ErrorKind;
import dev.tributary.connector.files.selection.HivePath;
import dev.tributary.connector.schema.DataType;
import dev.tributary.connector.schema.Field;
import dev.tributary.connector.schema.StreamSchema;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Divides a batch by the values of columns, which go into paths. */
final class PartitionedBatch {
  private PartitionedBatch() {}

  /** Returns the records by the directory that they belong in, without the partitions' columns. */
  static Map<String, RecordBatch> of(RecordBatch batch, List<String> partitionBy) {
    List<Field> fields = new ArrayList<>();
    List<Column> columns = new ArrayList<>();
    for (int i = 0; i < batch.schema().size(); i++) {
      if (!partitionBy.contains(batch.schema().field(i).name())) {
        fields.add(batch.schema().field(i));
        columns.add(batch.column(i));
      }
    }
    StreamSchema schema = StreamSchema.of(fields).version(batch.schema().version());
    List<Column> keys = new ArrayList<>();
    for (String name : partitionBy) {
      if (batch.schema().indexOf(name) < 0) {
        throw ConnectorException.of(
                ErrorKind.CONFIG, "there is no column \"" + name + "\" to partition files by")
            .stream(batch.stream())
            .build();
      }
      keys.add(batch.column(name));
    }
    Map<String, BatchBuilder> builders = new LinkedHashMap<>();
    BatchLimits limits = BatchLimits.defaults().rows(Math.max(1, batch.size()));
    for (int row = 0; row < batch.size(); row++) {
      BatchBuilder into =
          builders.computeIfAbsent(
              path(partitionBy, keys, row),
              path -> BatchBuilder.of(BatchTarget.standalone(batch.stream(), schema, limits)));
      into.add();
      for (int i = 0; i < columns.size(); i++) {
        copy(columns.get(i), row, into, i);
      }
    }
    Map<String, RecordBatch> parts = new LinkedHashMap<>();
    builders.forEach((path, builder) -> parts.put(path, builder.build()));
    return parts;
  }

  private static void copy(Column from, int row, BatchBuilder into, int column) {
    if (from.isAbsent(row)) {
      into.absent(column);
    } else if (from.isNull(row)) {
      into.setNull(column);
    } else if (from.type().isNested() || from.type().kind() == DataType.Kind.STRING) {
      into.setUtf8(column, from.utf8(), from.start(row), from.end(row));
    } else {
      into.set(column, from.getString(row));
    }
  }

  private static String path(List<String> names, List<Column> keys, int row) {
    StringBuilder path = new StringBuilder();
    for (int i = 0; i < names.size(); i++) {
      path.append(i == 0 ? "" : "/");
      path.append(HivePath.directory(names.get(i), keys.get(i).getString(row)));
    }
    return path.toString();
  }
}
