package dev.tributary.connector.http.json;

import dev.tributary.connector.schema.StreamSchema;
import java.io.IOException;
import java.io.InputStream;

/** Infers schemas by reading a sample as any other page is read, into rows that nobody keeps. */
final class JsonInference {
  private JsonInference() {}

  static StreamSchema infer(JsonRows rows, InputStream body, int records) throws IOException {
    throw new IOException("not yet: " + rows.data + body + records);
  }
}
