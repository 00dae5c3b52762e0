package dev.tributary.connector.files.json;

import dev.tributary.connector.batch.BatchBuilder;
import dev.tributary.connector.batch.BatchLimits;
import dev.tributary.connector.batch.BatchTarget;
import dev.tributary.connector.files.format.FileRange;
import dev.tributary.connector.files.format.FileRows;
import dev.tributary.connector.files.format.FileRules;
import dev.tributary.connector.files.format.FormatFile;
import dev.tributary.connector.files.format.Misfits;
import dev.tributary.connector.schema.Field;
import dev.tributary.connector.schema.StreamSchema;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** Infers schemas by reading the first records as any others are read, into rows nobody keeps. */
final class JsonSample {
  private static final int RECORDS = 10_000;
  private static final int BYTES = 4 << 20;

  private JsonSample() {}

  static StreamSchema schema(FormatFile file, boolean lines) throws IOException {
    BatchLimits limits = BatchLimits.defaults().rows(RECORDS).bytes(BYTES);
    BatchBuilder builder =
        BatchBuilder.of(BatchTarget.standalone("sample", StreamSchema.of(), limits));
    FileRules rules = FileRules.of(file.place()).misfits(Misfits.REJECT, Long.MAX_VALUE);
    FileRows rows = FileRows.of(builder, rules);
    FileRange whole = FileRange.whole(file.stored().size());
    try (JsonReader reader =
        lines ? JsonReader.lines(file, whole, null, rows) : JsonReader.document(file, null, rows)) {
      reader.sample(RECORDS);
      List<Field> fields = new ArrayList<>();
      for (String name : reader.newcomers()) {
        if (!name.isEmpty()) {
          fields.add(builder.schema().find(name).orElse(Field.string(name)));
        }
      }
      return StreamSchema.of(fields);
    }
  }
}
