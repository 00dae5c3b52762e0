package dev.tributary.benchmarks;

import dev.tributary.connector.BaseConnector;
import dev.tributary.connector.Connectors;
import dev.tributary.connector.Extraction;
import dev.tributary.connector.SourceConfig;
import dev.tributary.connector.batch.RecordBatch;
import dev.tributary.connector.files.LocalFilesFactory;
import dev.tributary.connector.read.ExtractionRequest;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.Locale;
import java.util.Random;
import java.util.zip.GZIPOutputStream;

/** The same sales, twelve mixed columns, as CSV, as CSV in gzip and as JSON Lines. */
final class SalesFiles implements AutoCloseable {
  final Path directory;
  private final long rows;

  private SalesFiles(Path directory, long rows) {
    this.directory = directory;
    this.rows = rows;
  }

  static SalesFiles empty(long rows) throws IOException {
    return new SalesFiles(Files.createTempDirectory("sales"), rows);
  }

  Path csv() throws IOException {
    return write("sales.csv", false, false);
  }

  Path gzip() throws IOException {
    return write("packed.csv.gz", false, true);
  }

  Path lines() throws IOException {
    return write("sales.jsonl", true, false);
  }

  private Path write(String name, boolean json, boolean packed) throws IOException {
    Path file = directory.resolve(name);
    Random random = new Random(42);
    OutputStream bytes = Files.newOutputStream(file);
    try (BufferedWriter out =
        new BufferedWriter(
            new OutputStreamWriter(
                packed ? new GZIPOutputStream(bytes, 1 << 16) : bytes, StandardCharsets.UTF_8),
            1 << 16)) {
      if (!json) {
        out.write("id,customer,quantity,price,total,paid,day,at,city,email,note,code\n");
      }
      for (long id = 0; id < rows; id++) {
        long customer = random.nextInt(1_000_000);
        int quantity = 1 + random.nextInt(50);
        int cents = random.nextInt(100_000);
        String day = LocalDate.of(2020, 1, 1).plusDays(random.nextInt(2000)).toString();
        String price = String.format(Locale.ROOT, "%d.%02d", cents / 100, cents % 100);
        long all = (long) cents * quantity;
        String total = String.format(Locale.ROOT, "%d.%02d", all / 100, all % 100);
        boolean paid = random.nextBoolean();
        String at = String.format(Locale.ROOT, "%s 12:%02d:%02d", day, id % 60, quantity);
        String city = "Springfield " + customer % 97;
        String email = "customer" + customer + "@example.com";
        String note = id % 10 == 0 ? "with \"\"quotes\"\", commas" : "nothing of note here";
        String code = Long.toHexString(random.nextLong());
        if (json) {
          out.write(
              "{\"id\":"
                  + id
                  + ",\"customer\":"
                  + customer
                  + ",\"quantity\":"
                  + quantity
                  + ",\"price\":"
                  + price
                  + ",\"total\":"
                  + total
                  + ",\"paid\":"
                  + paid
                  + ",\"day\":\""
                  + day
                  + "\",\"at\":\""
                  + at.replace(' ', 'T')
                  + "\",\"city\":\""
                  + city
                  + "\",\"email\":\""
                  + email
                  + "\",\"note\":\""
                  + note.replace("\"\"", "\\\"")
                  + "\",\"code\":\"x"
                  + code
                  + "\"}\n");
        } else {
          out.write(
              id
                  + ","
                  + customer
                  + ","
                  + quantity
                  + ","
                  + price
                  + ","
                  + total
                  + ","
                  + paid
                  + ","
                  + day
                  + ","
                  + at
                  + ","
                  + city
                  + ","
                  + email
                  + ","
                  + (id % 10 == 0 ? '"' + note + '"' : note)
                  + ",x"
                  + code
                  + "\n");
        }
      }
    }
    return file;
  }

  /** Reads a file through the connector; returns how many records came. */
  long read(Path file, int workers) {
    ExtractionRequest request =
        ExtractionRequest.of("sales")
            .with("file_pattern", file.getFileName().toString())
            .with("split_bytes", workers == 1 ? 1L << 50 : file.toFile().length() / workers / 2)
            .parallelism(workers);
    long count = 0;
    try (BaseConnector connector =
            Connectors.none()
                .with(new LocalFilesFactory())
                .create(SourceConfig.of("FILE", "sales").with("path", directory.toString()));
        Extraction extraction = connector.extractData(request)) {
      for (RecordBatch batch : extraction) {
        count += batch.size();
      }
    }
    return count;
  }

  @Override
  public void close() throws IOException {
    for (String name : new String[] {"sales.csv", "packed.csv.gz", "sales.jsonl"}) {
      Files.deleteIfExists(directory.resolve(name));
    }
    Files.deleteIfExists(directory);
  }
}
