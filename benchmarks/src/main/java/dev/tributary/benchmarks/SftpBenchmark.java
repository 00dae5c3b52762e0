package dev.tributary.benchmarks;

import dev.tributary.connector.BaseConnector;
import dev.tributary.connector.Connectors;
import dev.tributary.connector.Extraction;
import dev.tributary.connector.SourceConfig;
import dev.tributary.connector.batch.RecordBatch;
import dev.tributary.connector.files.store.FileInput;
import dev.tributary.connector.host.ConnectorContext;
import dev.tributary.connector.read.ExtractionRequest;
import dev.tributary.connector.sftp.SftpConnectorFactory;
import dev.tributary.connector.sftp.SftpFileStore;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.stream.Stream;

/**
 * Reading from one SFTP server: a large file beside OpenSSH's own client, and many small files over
 * a long line by eight workers beside one.
 */
public final class SftpBenchmark {
  private static final String CIPHER = "aes128-gcm@openssh.com";
  private static final int BLOCK = 1 << 20;

  private SftpBenchmark() {}

  /**
   * Measures and prints.
   *
   * @param arguments {@code large}, megabytes (1024) and rounds (5); or {@code small}, files
   *     (1000), milliseconds from a question to its answer (50) and rounds (1)
   */
  public static void main(String[] arguments) throws Exception {
    boolean small = arguments.length > 0 && arguments[0].equals("small");
    Path directory = Files.createTempDirectory("sftp-bench").toRealPath();
    Path settings = Files.createTempDirectory("sftp-bench-server").toRealPath();
    try (SftpServers server = SftpServers.start(settings)) {
      System.out.printf(
          Locale.ROOT, "%s, %s, load %.1f%n", server.name(), CIPHER, PostgresBenchmark.load());
      if (small) {
        small(
            server,
            directory,
            number(arguments, 1, 1000),
            number(arguments, 2, 50),
            number(arguments, 3, 1));
      } else {
        large(server, directory, number(arguments, 1, 1024), number(arguments, 2, 5));
      }
      System.out.printf(Locale.ROOT, "load %.1f%n", PostgresBenchmark.load());
    } finally {
      delete(directory);
      delete(settings);
    }
  }

  private static int number(String[] arguments, int index, int otherwise) {
    return arguments.length > index ? Integer.parseInt(arguments[index]) : otherwise;
  }

  private static void large(SftpServers server, Path directory, int megabytes, int rounds)
      throws Exception {
    Path file = directory.resolve("large.bin");
    byte[] block = new byte[BLOCK];
    new Random(1).nextBytes(block);
    try (OutputStream out = Files.newOutputStream(file)) {
      for (int i = 0; i < megabytes; i++) {
        out.write(block);
      }
    }
    SourceConfig source = server.source(directory, server.port());
    Pairs pairs = new Pairs().with("connector", () -> drain(source));
    if (Files.isExecutable(Path.of("/usr/bin/sftp"))) {
      pairs.with("sftp", () -> client(server, file)).run(1, rounds, System.out);
      pairs.report("sftp", megabytes, System.out);
      System.out.printf(
          Locale.ROOT, "records are MB; %.2f times sftp%n", pairs.faster("connector", "sftp"));
    } else {
      System.out.println("OpenSSH's client is not installed here: nothing to compare with");
      pairs.run(1, rounds, System.out).report("connector", megabytes, System.out);
    }
  }

  private static long drain(SourceConfig source) throws IOException {
    long bytes = 0;
    byte[] buffer = new byte[1 << 16];
    try (SftpFileStore store = SftpFileStore.connect(source, ConnectorContext.defaults());
        FileInput input = store.open(store.stat("large.bin"));
        InputStream stream = input.stream(0)) {
      for (int read = stream.read(buffer); read >= 0; read = stream.read(buffer)) {
        bytes += read;
      }
      input.verify();
    }
    return bytes;
  }

  private static long client(SftpServers server, Path file) throws Exception {
    Process process =
        new ProcessBuilder(
                List.of(
                    "/usr/bin/sftp",
                    "-q",
                    "-P",
                    Integer.toString(server.port()),
                    "-i",
                    server.userKey().toString(),
                    "-o",
                    "StrictHostKeyChecking=no",
                    "-o",
                    "UserKnownHostsFile=/dev/null",
                    "-o",
                    "LogLevel=ERROR",
                    "-o",
                    "Ciphers=" + CIPHER,
                    System.getProperty("user.name") + "@127.0.0.1:" + file,
                    "/dev/null"))
            .inheritIO()
            .start();
    if (process.waitFor() != 0) {
      throw new IOException("sftp failed");
    }
    return Files.size(file);
  }

  private static void small(SftpServers server, Path directory, int files, int millis, int rounds)
      throws Exception {
    for (int i = 0; i < files; i++) {
      Files.writeString(
          directory.resolve("f" + i + ".csv"), "id,text\n" + (i + ",some text\n").repeat(20));
    }
    try (DelayLine line = DelayLine.to(server.port(), millis)) {
      SourceConfig source = server.source(directory, line.port());
      Pairs pairs =
          new Pairs()
              .with("1 worker", () -> read(source, 1))
              .with("8 workers", () -> read(source, 8));
      pairs.run(0, rounds, System.out).report("1 worker", files, System.out);
    }
  }

  private static long read(SourceConfig source, int workers) {
    ExtractionRequest request =
        ExtractionRequest.of("all").with("file_pattern", "*.csv").parallelism(workers);
    long rows = 0;
    try (BaseConnector connector =
            Connectors.none().with(new SftpConnectorFactory()).create(source);
        Extraction extraction = connector.extractData(request)) {
      for (RecordBatch batch : extraction) {
        rows += batch.size();
      }
    }
    return rows;
  }

  private static void delete(Path directory) throws IOException {
    try (Stream<Path> all = Files.walk(directory)) {
      for (Path each : all.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(each);
      }
    }
  }
}
