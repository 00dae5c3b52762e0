package dev.tributary.benchmarks;

import dev.tributary.connector.Connectors;
import dev.tributary.connector.SourceConfig;
import dev.tributary.connector.host.ConnectorContext;
import dev.tributary.connector.option.Configuration;
import dev.tributary.connector.pipeline.PipelineConfig;
import dev.tributary.connector.pipeline.StagingConfig;
import dev.tributary.connector.pipeline.run.PipelineRunner;
import dev.tributary.connector.pipeline.run.RunResult;
import dev.tributary.connector.pipeline.state.PipelineStore;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/**
 * A temporary directory into which Parquet is written, and deleted from again, once for each
 * measurement. Used by one thread.
 */
final class ParquetStaging implements AutoCloseable {
  private final Path directory;

  private ParquetStaging(Path directory) {
    this.directory = directory;
  }

  /** Writes Parquet to a path: a file, or a directory of files. */
  interface Writer {
    long write(Path to) throws Exception;
  }

  static ParquetStaging open() throws IOException {
    return new ParquetStaging(Files.createTempDirectory("staging"));
  }

  /** Stages one stream by a pipeline's first run and returns the sum of the staged ids. */
  long pipeline(SourceConfig source, String stream, Configuration options) throws Exception {
    return other(
        to -> {
          PipelineConfig pipeline =
              PipelineConfig.of("bench", source)
                  .streams(List.of(stream))
                  .extraction(options)
                  .staging(StagingConfig.at(to.toString()).format("PARQUET"));
          RunResult result =
              PipelineRunner.of(
                      Connectors.discover(), ConnectorContext.defaults(), PipelineStore.memory())
                  .run(pipeline);
          result.throwIfFailed();
          return 0;
        });
  }

  /** Has something written and returns the sum of the ids in it. */
  long other(Writer writer) throws Exception {
    Path to = directory.resolve("to.parquet");
    try {
      writer.write(to);
      String files = Files.isDirectory(to) ? to + "/**/*.parquet" : to.toString();
      return duck(2, "SELECT sum(id)::BIGINT FROM read_parquet('" + files + "')");
    } finally {
      delete(to);
    }
  }

  /** Has DuckDB execute something and returns the number that it answers, 0 if it does not. */
  static long duck(int threads, String sql) throws SQLException {
    try (Connection connection = DriverManager.getConnection("jdbc:duckdb:");
        Statement statement = connection.createStatement()) {
      statement.execute("SET threads=" + threads);
      if (!statement.execute(sql)) {
        return 0;
      }
      try (ResultSet result = statement.getResultSet()) {
        result.next();
        return result.getLong(1);
      }
    }
  }

  private static void delete(Path path) throws IOException {
    if (Files.exists(path)) {
      try (Stream<Path> files = Files.walk(path)) {
        for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
          Files.delete(file);
        }
      }
    }
  }

  @Override
  public void close() throws IOException {
    delete(directory);
  }
}
