package dev.tributary.benchmarks;

import dev.tributary.connector.BaseConnector;
import dev.tributary.connector.Connectors;
import dev.tributary.connector.Extraction;
import dev.tributary.connector.SourceConfig;
import dev.tributary.connector.batch.Column;
import dev.tributary.connector.batch.RecordBatch;
import dev.tributary.connector.read.ExtractionRequest;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryPoolMXBean;
import java.lang.management.MemoryType;
import java.lang.management.MemoryUsage;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * 10 million records in 100,000 pages, read in a JVM of 64 MB: every record must come exactly once
 * and in order, and the state must not grow with the pages.
 */
public final class ManyPages {
  private static final int RECORDS_A_PAGE = 100;
  private static final List<Map<String, String>> SCHEMA =
      List.of(
          Map.of("name", "id", "type", "long"),
          Map.of("name", "name", "type", "string"),
          Map.of("name", "amount", "type", "decimal(12,2)"),
          Map.of("name", "at", "type", "timestamptz"));

  private ManyPages() {}

  /**
   * Starts a server and a reader and waits for them.
   *
   * @param arguments how many pages, 100,000 if not said; {@code serve} and {@code read} are for
   *     the processes that are started
   */
  public static void main(String[] arguments) throws Exception {
    String what = arguments.length > 0 ? arguments[0] : "100000";
    switch (what) {
      case "serve" -> serve(Long.parseLong(arguments[1]));
      case "read" -> read(arguments[1], Long.parseLong(arguments[2]));
      default -> start(what);
    }
  }

  private static void start(String pages) throws Exception {
    try (ServerProcess server = ServerProcess.start(ManyPages.class, "serve", pages)) {
      List<String> command = new ArrayList<>(Jvm.command("-Xmx64m"));
      command.addAll(List.of(ManyPages.class.getName(), "read", server.url(), pages));
      System.exit(new ProcessBuilder(command).inheritIO().start().waitFor());
    }
  }

  private static void serve(long pages) throws Exception {
    try (PageServer server =
        new PageServer(
            target -> page(PageServer.parameter(target, "page", 1), pages), 0, length -> length)) {
      System.out.println(server.url());
      while (System.in.read() >= 0) {
        // until whoever started this is gone
      }
    }
  }

  private static byte[] page(long number, long pages) {
    StringBuilder text = new StringBuilder(RECORDS_A_PAGE * 100).append("{\"data\":[");
    long first = (number - 1) * RECORDS_A_PAGE;
    for (long id = first; number <= pages && id < first + RECORDS_A_PAGE; id++) {
      text.append(id == first ? "" : ",").append("{\"id\":").append(id);
      text.append(",\"name\":\"customer ").append(id % 1_000).append('"');
      text.append(",\"amount\":").append(id % 10_000).append(".25");
      text.append(",\"at\":\"2026-11-21T03:45:00Z\"}");
    }
    return text.append("]}").toString().getBytes(StandardCharsets.US_ASCII);
  }

  private static void read(String url, long pages) {
    SourceConfig source =
        SourceConfig.of("API", "many")
            .with("base_url", url)
            .with("pagination_type", "PAGE_NUMBER")
            .with("pagination_config", Map.of("concurrent_requests", 2));
    ExtractionRequest request =
        ExtractionRequest.of("orders")
            .with("endpoint", "/orders")
            .with("data_path", "data")
            .with("schema", SCHEMA);
    long start = System.nanoTime();
    long next = 0;
    int largestState = 0;
    boolean complete;
    try (BaseConnector connector = Connectors.discover().create(source);
        Extraction extraction = connector.extractData(request)) {
      for (RecordBatch batch : extraction) {
        Column id = batch.column(0);
        for (int row = 0; row < batch.size(); row++) {
          if (id.getLong(row) != next++) {
            throw new IllegalStateException((next - 1) + " came as " + id.getLong(row));
          }
        }
        extraction.complete(batch);
        largestState = Math.max(largestState, extraction.state().toJson().length());
      }
      complete = extraction.metadata().isComplete();
    }
    double seconds = (System.nanoTime() - start) / 1e9;
    boolean held = complete && next == pages * RECORDS_A_PAGE;
    System.out.printf(
        Locale.ROOT,
        "%s: %,d records in %,d pages, %.1f s, %,.0f records/s; heap at most %d MB of %d,"
            + " %d MB of it in use after a collection; the largest state has %d characters%n",
        held ? "held" : "MISSED",
        next,
        pages,
        seconds,
        next / seconds,
        heap(MemoryPoolMXBean::getPeakUsage),
        Runtime.getRuntime().maxMemory() >> 20,
        heap(MemoryPoolMXBean::getCollectionUsage),
        largestState);
    System.exit(held ? 0 : 1);
  }

  private interface Usage {
    @org.jspecify.annotations.Nullable MemoryUsage of(MemoryPoolMXBean pool);
  }

  private static long heap(Usage usage) {
    long bytes = 0;
    for (MemoryPoolMXBean pool : ManagementFactory.getMemoryPoolMXBeans()) {
      MemoryUsage used = usage.of(pool);
      if (pool.getType() == MemoryType.HEAP && used != null) {
        bytes += used.getUsed();
      }
    }
    return bytes >> 20;
  }
}
