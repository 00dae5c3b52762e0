package dev.tributary.connector.cloudsql;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tributary.connector.BaseConnector;
import dev.tributary.connector.Extraction;
import dev.tributary.connector.SourceConfig;
import dev.tributary.connector.batch.RecordBatch;
import dev.tributary.connector.cloudsql.servers.Kind;
import dev.tributary.connector.cloudsql.servers.TestServer;
import dev.tributary.connector.option.Configuration;
import dev.tributary.connector.read.ExtractionRequest;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Results that are many times larger than the memory of the process that reads them. */
@Timeout(value = 15, unit = TimeUnit.MINUTES)
class MemoryIT {
  private static final int ROWS = 50_000;

  /** About 100 MB, of which the reading process has room for a third. */
  private static final String WIDE = "repeat('0123456789abcdef', 128)";

  @ParameterizedTest
  @EnumSource(Kind.class)
  @DisplayName("B2.40: no driver keeps the whole result")
  void readsMoreThanFitsIntoMemory(Kind kind) throws Exception {
    Db db = new Db(TestServer.shared(kind));
    db.run("CREATE TABLE ten (i int PRIMARY KEY)", "CREATE TABLE narrow (id int PRIMARY KEY)");
    db.run("INSERT INTO ten VALUES (0), (1), (2), (3), (4), (5), (6), (7), (8), (9)");
    db.run(
        "INSERT INTO narrow SELECT a.i + 10 * b.i + 100 * c.i + 1000 * d.i + 10000 * e.i"
            + " FROM ten a, ten b, ten c, ten d, ten e WHERE e.i < 5",
        "CREATE VIEW wide AS SELECT id, " + WIDE + " AS pad FROM narrow");
    assertThat(readBySmall(db, "query", "SELECT id, " + WIDE + " AS pad FROM narrow"))
        .isEqualTo(ROWS + " rows");
    assertThat(readBySmall(db, "tables", "wide")).isEqualTo(ROWS + " rows");
  }

  /** Reads in a process with little memory and returns what it says. */
  private static String readBySmall(Db db, String option, String value) throws Exception {
    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx40m",
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty(
                    "surefire.test.class.path", System.getProperty("java.class.path")),
                Small.class.getName(),
                db.source().connection().toJson(),
                option,
                value)
            .redirectErrorStream(true)
            .start();
    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor()).as(said).isZero();
    return said.strip();
  }

  /** The process that reads. */
  static final class Small {
    private Small() {}

    /**
     * Reads and counts.
     *
     * @param args the source as JSON, an option of the extraction, and its value
     */
    public static void main(String[] args) {
      SourceConfig source =
          SourceConfig.of("CLOUD_SQL", "small").connection(Configuration.fromJson(args[0]));
      ExtractionRequest request =
          ExtractionRequest.all().with(args[1], args[2]).batchBytes(1 << 20).parallelism(1);
      long rows = 0;
      try (BaseConnector connector = Db.connectors().create(source);
          Extraction extraction = connector.extractData(request)) {
        for (RecordBatch batch : extraction) {
          rows += batch.size();
        }
      }
      System.out.println(rows + " rows");
    }
  }
}
