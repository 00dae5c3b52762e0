package dev.tributary.connector.http.json;

import dev.tributary.connector.batch.BatchBuilder;
import dev.tributary.connector.batch.BatchLimits;
import dev.tributary.connector.batch.BatchTarget;
import dev.tributary.connector.batch.Column;
import dev.tributary.connector.batch.RecordBatch;
import dev.tributary.connector.schema.StreamSchema;
import java.io.ByteArrayInputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads small documents for tests. */
final class Reading {
  private Reading() {}

  static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  static InputStream body(String text) {
    return new ByteArrayInputStream(utf8(text));
  }

  static JsonRows at(String path) {
    return JsonRows.at(JsonPath.parse(path));
  }

  static BatchBuilder rows(StreamSchema schema) {
    return BatchBuilder.of(BatchTarget.standalone("orders", schema));
  }

  static BatchBuilder rows(StreamSchema schema, int most) {
    BatchLimits limits = BatchLimits.defaults().rows(most);
    return BatchBuilder.of(BatchTarget.standalone("orders", schema, limits));
  }

  static RecordBatch all(JsonRows how, StreamSchema schema, String text) {
    return all(how, schema, body(text));
  }

  static RecordBatch all(JsonRows how, StreamSchema schema, InputStream body) {
    BatchBuilder rows = rows(schema, Integer.MAX_VALUE);
    try (JsonRecords records = how.open(body, 0)) {
      while (!records.read(rows)) {
        // the rows have room for all
      }
      return rows.build();
    } catch (IOException impossible) {
      throw new UncheckedIOException(impossible);
    }
  }

  /** Reads an array at the root without any declaration. */
  static RecordBatch inferred(String text) {
    return all(JsonRows.at(JsonPath.root()), StreamSchema.of(), text);
  }

  /** Returns a column's values as texts. */
  static List<@Nullable String> texts(RecordBatch batch, String name) {
    Column column = batch.column(name);
    List<@Nullable String> texts = new ArrayList<>();
    for (int row = 0; row < batch.size(); row++) {
      texts.add(column.isNull(row) ? null : column.getString(row));
    }
    return texts;
  }

  static List<Map<String, @Nullable Object>> values(RecordBatch batch) {
    List<Map<String, @Nullable Object>> all = new ArrayList<>();
    for (int row = 0; row < batch.size(); row++) {
      Map<String, @Nullable Object> record = new LinkedHashMap<>();
      for (int i = 0; i < batch.schema().size(); i++) {
        record.put(batch.schema().field(i).name(), batch.column(i).get(row));
      }
      all.add(record);
    }
    return all;
  }

  /** Returns a stream that hands out at most so many bytes at a time. */
  static InputStream inPieces(byte[] bytes, int most) {
    return new FilterInputStream(new ByteArrayInputStream(bytes)) {
      @Override
      public int read(byte[] to, int from, int length) throws IOException {
        return super.read(to, from, Math.min(length, most));
      }

      @Override
      public int available() {
        return 0;
      }
    };
  }
}
