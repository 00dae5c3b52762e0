package dev.tributary.examples.files;

import dev.tributary.connector.BaseConnector;
import dev.tributary.connector.Connectors;
import dev.tributary.connector.Extraction;
import dev.tributary.connector.SourceConfig;
import dev.tributary.connector.batch.RecordBatch;
import dev.tributary.connector.batch.Reject;
import dev.tributary.connector.files.FileLayout;
import dev.tributary.connector.files.FileSink;
import dev.tributary.connector.files.store.FileStore;
import dev.tributary.connector.files.store.LocalFileStore;
import dev.tributary.connector.files.store.StoredFile;
import dev.tributary.connector.read.ExtractionRequest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * Reads a folder of CSV, JSON Lines, Avro and Parquet, compressed or not, as one stream of typed
 * records, and writes it as Parquet with a directory for each day. Records that are broken are set
 * aside, with the place where each stands, and do not stop the others.
 */
public final class MixedFiles {
  private MixedFiles() {}

  /**
   * Prints what was read, what was set aside, and what was written.
   *
   * @param args the folder to read and the one to write; a folder made for the purpose if missing
   */
  public static void main(String[] args) throws IOException {
    Path in = args.length == 2 ? Path.of(args[0]) : Files.createTempDirectory("sales");
    Path out = args.length == 2 ? Path.of(args[1]) : Files.createTempDirectory("sales-by-day");
    if (args.length < 2) {
      SampleFolder.write(in);
    }

    var folder = SourceConfig.of("FILE", "sales_files").with("path", in.toString());
    var request =
        ExtractionRequest.of("sales")
            .with("file_pattern", "**")
            .with("misfits", "reject") // a broken record is set aside, not the end
            .with(
                "schema", // these hold in every file; the types of all other columns are found out
                List.of(
                    Map.of("name", "day", "type", "date"),
                    Map.of("name", "amount", "type", "decimal(12,2)")));

    long records = 0;
    try (BaseConnector connector = Connectors.discover().create(folder);
        Extraction sales = connector.extractData(request);
        FileStore target = LocalFileStore.at(out);
        FileSink sink = FileSink.open(target, "", FileLayout.of("PARQUET").partitionBy("day"))) {
      for (RecordBatch batch : sales) {
        sink.write(batch);
        records += batch.size();
        for (Reject broken : batch.rejects()) {
          System.out.println("set aside: " + broken.place() + ": " + broken.reason());
          System.out.println("           " + broken.rawText());
        }
      }
      for (StoredFile file : sink.commit()) {
        System.out.println("written:   " + file.path() + ", " + file.size() + " bytes");
      }
    }
    System.out.println("read:      " + records + " records of " + in + " into " + out);
  }
}
