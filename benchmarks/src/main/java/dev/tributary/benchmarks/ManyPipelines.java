package dev.tributary.benchmarks;

import dev.tributary.connector.Connectors;
import dev.tributary.connector.host.ConnectorContext;
import dev.tributary.connector.pipeline.config.ConfigurationDirectory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.stream.Stream;

/** How long a directory of many pipelines takes to validate, the first time in a JVM and later. */
public final class ManyPipelines {
  private ManyPipelines() {}

  /**
   * Measures.
   *
   * @param arguments how many pipelines, 1,000 if not given; how often, 5 if not given
   * @throws IOException if the directory cannot be made
   */
  public static void main(String[] arguments) throws IOException {
    int pipelines = arguments.length > 0 ? Integer.parseInt(arguments[0]) : 1_000;
    int rounds = arguments.length > 1 ? Integer.parseInt(arguments[1]) : 5;
    Path root = Files.createTempDirectory("pipelines");
    try {
      write(root, pipelines);
      for (int round = 1; round <= rounds; round++) {
        long began = System.nanoTime();
        ConfigurationDirectory directory =
            ConfigurationDirectory.read(
                root, null, Connectors.discover(), ConnectorContext.defaults());
        long millis = (System.nanoTime() - began) / 1_000_000;
        if (directory.hasErrors() || directory.pipelines().size() != pipelines) {
          throw new IllegalStateException(directory.toString());
        }
        System.out.printf("round %d: %d pipelines in %d ms%n", round, pipelines, millis);
      }
    } finally {
      try (Stream<Path> files = Files.walk(root)) {
        for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
          Files.delete(file);
        }
      }
    }
  }

  private static void write(Path root, int pipelines) throws IOException {
    Files.createDirectories(root.resolve("sources"));
    Files.createDirectories(root.resolve("pipelines"));
    int sources = Math.max(1, pipelines / 10);
    for (int i = 0; i < sources; i++) {
      Files.writeString(
          root.resolve("sources/source_" + i + ".yml"),
          i % 2 == 0
              ? """
              source_id: source_%d
              source_type: CLOUD_SQL
              connection_config:
                db_type: postgres
                host: db.example.com
                database: shop
                user: reader
                password: secret://shop_db
              """
                  .formatted(i)
              : """
              source_id: source_%d
              source_type: FILE
              connection_config: { path: /data/in }
              """
                  .formatted(i));
    }
    for (int i = 0; i < pipelines; i++) {
      int source = i % sources;
      String extraction =
          source % 2 == 0
              ? "{ tables: [orders], batch_size: 5000 }"
              : "{ file_pattern: 'sales/*.csv.gz', file_format: CSV, batch_size: 5000 }";
      Files.writeString(
          root.resolve("pipelines/pipeline_" + i + ".yml"),
          """
          pipeline_id: pipeline_%d
          name: Pipeline %d
          owner: data-team
          source_id: source_%d
          streams: [orders]
          configuration:
            extraction: %s
            transformation:
              column_mappings: { id: order_id, date: order_date }
              calculated_fields: { net_amount: total_amount * (1 - discount) }
              filters: [ { column: status, operator: equals, value: active } ]
            staging: { path: staging, format: JSONL, retention_days: 7 }
          schedule_interval: 0 */3 * * *
          """
              .formatted(i, i, source, extraction));
    }
  }
}
