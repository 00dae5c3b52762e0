package dev.tributary.examples.files;

import dev.tributary.connector.batch.BatchBuilder;
import dev.tributary.connector.batch.BatchTarget;
import dev.tributary.connector.files.FileLayout;
import dev.tributary.connector.files.FileSink;
import dev.tributary.connector.files.store.FileStore;
import dev.tributary.connector.files.store.LocalFileStore;
import dev.tributary.connector.schema.Field;
import dev.tributary.connector.schema.StreamSchema;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.GZIPOutputStream;

/** Writes a folder such as branches send it: each in a format of its own, not all of it right. */
final class SampleFolder {
  private SampleFolder() {}

  static void write(Path folder) throws IOException {
    Files.writeString(
        folder.resolve("berlin.csv"),
        """
        day;number;amount;note
        2026-01-30;B1;12.50;
        2026-01-31;B2;7.00;"two; of them"
        2026-02-30;B3;9.90;there is no such day
        2026-01-31;B4;99.95;gift
        """);
    Files.writeString(
        folder.resolve("madrid.jsonl"),
        """
        {"day": "2026-01-30", "number": "M1", "amount": 20.00, "vip": true}
        {"day": "2026-01-31", "number": "M2", "amount":
        {"day": "2026-01-31", "number": "M3", "amount": 1.99}
        """);
    String lyon = "day,number,amount\n2026-01-31,L1,5.00\n2026-01-31,L2,5.10\n";
    try (OutputStream gzip =
        new GZIPOutputStream(Files.newOutputStream(folder.resolve("lyon.csv.gz")))) {
      gzip.write(lyon.getBytes(StandardCharsets.UTF_8));
    }
    Field number = Field.string("number");
    write(
        folder,
        "oslo",
        "AVRO",
        new Field[] {Field.date("day"), number, Field.decimal("amount", 12, 2)},
        new String[][] {{"2026-01-30", "O1", "300.00"}, {"2026-01-31", "O2", "0.01"}});
    // one that keeps all of it as text
    write(
        folder,
        "rome",
        "PARQUET",
        new Field[] {Field.string("day"), number, Field.string("amount")},
        new String[][] {
          {"2026-01-31", "R1", "42.00"}, {"2026-01-31", "R2", "unknown"}, {"2026-01-30", "R3", null}
        });
  }

  private static void write(
      Path folder, String name, String format, Field[] fields, String[][] records)
      throws IOException {
    StreamSchema schema = StreamSchema.of(fields);
    BatchBuilder rows = BatchBuilder.of(BatchTarget.standalone(name, schema));
    for (String[] record : records) {
      rows.add();
      for (int i = 0; i < record.length; i++) {
        rows.set(i, record[i]);
      }
    }
    try (FileStore store = LocalFileStore.at(folder);
        FileSink sink = FileSink.open(store, "", FileLayout.of(format).prefix(name))) {
      sink.write(rows.build());
      sink.commit();
    }
  }
}
