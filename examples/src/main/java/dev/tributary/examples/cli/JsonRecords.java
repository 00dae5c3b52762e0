package dev.tributary.examples.cli;

import dev.tributary.connector.batch.RecordBatch;
import dev.tributary.connector.files.format.FileFormat;
import dev.tributary.connector.files.format.FileFormats;
import dev.tributary.connector.files.format.FormatWriter;
import dev.tributary.connector.option.Configuration;
import dev.tributary.connector.option.Options;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** Writes records as JSON Lines, as they are staged too. */
final class JsonRecords {
  private final FileFormat lines =
      FileFormats.discover(JsonRecords.class.getClassLoader()).get("JSONL");
  private final Options plain = lines.writeOptions().bind(Configuration.empty());

  void write(RecordBatch batch, OutputStream to) throws IOException {
    try (FormatWriter writer = lines.write(to, batch.schema(), plain)) {
      writer.write(batch);
      writer.finish();
    }
  }

  List<String> lines(RecordBatch batch) throws IOException {
    ByteArrayOutputStream text = new ByteArrayOutputStream();
    write(batch, text);
    return text.toString(StandardCharsets.UTF_8).lines().toList();
  }
}
