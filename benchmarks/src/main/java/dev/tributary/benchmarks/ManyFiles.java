package dev.tributary.benchmarks;

import dev.tributary.connector.BaseConnector;
import dev.tributary.connector.Connectors;
import dev.tributary.connector.Extraction;
import dev.tributary.connector.SourceConfig;
import dev.tributary.connector.batch.RecordBatch;
import dev.tributary.connector.files.LocalFilesFactory;
import dev.tributary.connector.read.ExtractionRequest;
import dev.tributary.connector.state.ExtractionState;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/**
 * Reading very many small files: the connector beside a bare loop that opens, reads and closes
 * each, and what saving costs after one more file.
 */
public final class ManyFiles {
  private static final int PER_DIRECTORY = 1000;

  private ManyFiles() {}

  /**
   * Measures and prints.
   *
   * @param arguments files (default 100,000)
   */
  public static void main(String[] arguments) throws IOException {
    int files = arguments.length > 0 ? Integer.parseInt(arguments[0]) : 100_000;
    Path directory = Files.createTempDirectory("many");
    try {
      String text = "id,text\n" + "1,some text of a line in a file\n".repeat(31);
      for (int i = 0; i < files; i++) {
        Path file = directory.resolve("d" + i / PER_DIRECTORY).resolve("f" + i + ".csv");
        Files.createDirectories(file.getParent());
        Files.writeString(file, text);
      }
      System.out.printf(Locale.ROOT, "load %.1f%n", PostgresBenchmark.load());
      for (int round = 0; round < 5; round++) {
        long began = System.nanoTime();
        long before = processor();
        long bytes = bare(directory);
        double bare = (System.nanoTime() - began) / 1e9;
        double bareProcessor = (processor() - before) / 1e9;
        began = System.nanoTime();
        before = processor();
        ExtractionState state = read(directory, ExtractionState.initial());
        double ours = (System.nanoTime() - began) / 1e9;
        double oursProcessor = (processor() - before) / 1e9;
        System.out.printf(
            Locale.ROOT,
            "bare %.2f s (%d bytes), connector %.2f s: %.2f of its rate;"
                + " processor %.2f and %.2f s: %.2f%n",
            bare,
            bytes,
            ours,
            bare / ours,
            bareProcessor,
            oursProcessor,
            bareProcessor / oursProcessor);
        Files.writeString(directory.resolve("d0").resolve("more" + round + ".csv"), text);
        ExtractionState after = read(directory, state);
        System.out.printf(
            Locale.ROOT,
            "state %d characters, patch after one more file %d; heap %d MB%n",
            after.toJson().length(),
            after.since(state).toJson().length(),
            (Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory()) >> 20);
      }
      System.out.printf(Locale.ROOT, "load %.1f%n", PostgresBenchmark.load());
    } finally {
      try (Stream<Path> all = Files.walk(directory)) {
        for (Path each : all.sorted(Comparator.reverseOrder()).toList()) {
          Files.delete(each);
        }
      }
    }
  }

  /**
   * What all threads used of the processors, in nanoseconds; a busy machine does not lengthen it.
   */
  private static long processor() {
    return ManagementFactory.getPlatformMXBean(com.sun.management.OperatingSystemMXBean.class)
        .getProcessCpuTime();
  }

  private static long bare(Path directory) throws IOException {
    long bytes = 0;
    try (Stream<Path> all = Files.walk(directory)) {
      List<Path> files = all.filter(Files::isRegularFile).toList();
      for (Path file : files) {
        bytes += Files.readAllBytes(file).length;
      }
    }
    return bytes;
  }

  private static ExtractionState read(Path directory, ExtractionState from) {
    ExtractionRequest request =
        ExtractionRequest.of("many").with("file_pattern", "**").parallelism(1).from(from);
    try (BaseConnector connector =
            Connectors.none()
                .with(new LocalFilesFactory())
                .create(SourceConfig.of("FILE", "many").with("path", directory.toString()));
        Extraction extraction = connector.extractData(request)) {
      for (RecordBatch batch : extraction) {
        if (batch.size() == 0) {
          throw new IllegalStateException("an empty batch");
        }
      }
      extraction.acknowledge(extraction.state());
      return extraction.state();
    }
  }
}
