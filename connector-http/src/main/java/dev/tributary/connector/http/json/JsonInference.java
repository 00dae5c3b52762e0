package dev.tributary.connector.http.json;

import dev.tributary.connector.batch.BatchBuilder;
import dev.tributary.connector.batch.BatchLimits;
import dev.tributary.connector.batch.BatchTarget;
import dev.tributary.connector.schema.DataType;
import dev.tributary.connector.schema.Field;
import dev.tributary.connector.schema.StreamSchema;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;

/** Infers schemas by reading a sample as any other page is read, into rows that nobody keeps. */
final class JsonInference {
  private static final int ROWS_AT_ONCE = 1000;

  private JsonInference() {}

  static StreamSchema infer(JsonRows how, InputStream body, int records) throws IOException {
    if (records < 1) {
      throw new IllegalArgumentException("a sample of " + records + " records");
    }
    StreamSchema declared = how.declared;
    try (JsonRecords sample = how.misfits(Misfits.REJECT).open(body, 0)) {
      StreamSchema schema = declared;
      boolean over = false;
      while (!over && sample.records() < records) {
        int most = (int) Math.min(records - sample.records(), ROWS_AT_ONCE);
        BatchLimits limits = BatchLimits.defaults().rows(most).recordBytes(how.recordBytes);
        BatchBuilder rows = BatchBuilder.of(BatchTarget.standalone("sample", schema, limits));
        over = sample.read(rows);
        schema = rows.schema();
      }
      List<Field> fields = new ArrayList<>(schema.fields());
      if (how.unknown == UnknownFields.EVOLVE) {
        for (String name : sample.alwaysNull()) {
          if (!name.isEmpty()) {
            fields.add(Field.of(name, DataType.STRING));
          }
        }
      }
      for (int i = 0; i < declared.size(); i++) {
        fields.set(i, declared.field(i));
      }
      return StreamSchema.of(fields).key(declared.key().toArray(new String[0]));
    }
  }
}
