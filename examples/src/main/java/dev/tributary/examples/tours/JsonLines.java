package dev.tributary.examples.tours;

import com.fasterxml.jackson.core.JsonEncoding;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.StreamWriteFeature;
import com.fasterxml.jackson.core.util.MinimalPrettyPrinter;
import dev.tributary.connector.batch.Row;
import dev.tributary.connector.schema.DataType;
import dev.tributary.connector.schema.Field;
import java.io.IOException;
import java.io.OutputStream;
import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/** Writes records as JSON, one on each line. */
final class JsonLines {
  private final JsonGenerator json;

  private JsonLines(JsonGenerator json) {
    this.json = json;
  }

  static JsonLines to(OutputStream out) throws IOException {
    JsonFactory factory =
        JsonFactory.builder().enable(StreamWriteFeature.WRITE_BIGDECIMAL_AS_PLAIN).build();
    JsonGenerator json = factory.createGenerator(out, JsonEncoding.UTF8);
    return new JsonLines(json.setPrettyPrinter(new MinimalPrettyPrinter("")));
  }

  void write(Row row) throws IOException {
    json.writeStartObject();
    for (Field field : row.batch().schema().fields()) {
      json.writeFieldName(field.name());
      write(field.type(), row.get(field.name()));
    }
    json.writeEndObject();
    json.writeRaw('\n');
  }

  /** Hands everything over to what is written to. */
  void flush() throws IOException {
    json.flush();
  }

  private void write(DataType type, @Nullable Object value) throws IOException {
    if (value == null) {
      json.writeNull();
    } else if (type.equals(DataType.JSON)) {
      json.writeRawValue(value.toString());
    } else if (value instanceof Boolean truth) {
      json.writeBoolean(truth);
    } else if (value instanceof Integer number) {
      json.writeNumber(number);
    } else if (value instanceof Long number) {
      json.writeNumber(number);
    } else if (value instanceof BigDecimal number) {
      json.writeNumber(number);
    } else {
      json.writeString(value.toString());
    }
  }
}
