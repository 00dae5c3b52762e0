package dev.tributary.examples;

import dev.tributary.connector.BaseConnector;
import dev.tributary.connector.Connectors;
import dev.tributary.connector.Extraction;
import dev.tributary.connector.SourceConfig;
import dev.tributary.connector.batch.RecordBatch;
import dev.tributary.connector.files.FileLayout;
import dev.tributary.connector.files.FileSink;
import dev.tributary.connector.files.compression.Compression;
import dev.tributary.connector.files.store.FileStore;
import dev.tributary.connector.files.store.LocalFileStore;
import dev.tributary.connector.files.store.StoredFile;
import dev.tributary.connector.read.ExtractionRequest;
import dev.tributary.connector.state.ExtractionState;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/** The first read of files: what is new in a folder of CSV, written as JSON Lines by day. */
public final class FirstFiles {
  private FirstFiles() {}

  /**
   * Copies the sales that were not copied yet.
   *
   * @param in where the sales are, in {@code sales/*.csv.gz}
   * @param out where they go
   * @param saved the state that the last call returned
   * @return the state to save, once the files are there
   */
  public static ExtractionState copy(Path in, Path out, ExtractionState saved) throws IOException {
    var source = SourceConfig.of("FILE", "sales_files").with("path", in);
    var request = ExtractionRequest.of("sales").with("file_pattern", "sales/*.csv.gz").from(saved);
    var layout =
        FileLayout.of("JSONL").compression(Compression.GZIP).maxRows(1_000_000).partitionBy("day");

    try (BaseConnector connector = Connectors.discover().create(source);
        Extraction sales = connector.extractData(request);
        FileStore store = LocalFileStore.at(out);
        FileSink sink = FileSink.open(store, "sales", layout)) {
      for (RecordBatch batch : sales) {
        sink.write(batch);
      }
      List<StoredFile> files = sink.commit();
      System.out.println(files.size() + " files");
      return sales.state();
    }
  }

  /**
   * Copies once.
   *
   * @param args the directory that holds {@code sales}, and the one to write to
   */
  public static void main(String[] args) throws IOException {
    copy(Path.of(args[0]), Path.of(args[1]), ExtractionState.initial());
  }
}
