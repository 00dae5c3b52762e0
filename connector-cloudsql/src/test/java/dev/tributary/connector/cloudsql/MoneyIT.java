package dev.tributary.connector.cloudsql;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tributary.connector.BaseConnector;
import dev.tributary.connector.cloudsql.servers.TestServer;
import dev.tributary.connector.read.ExtractionRequest;
import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Sums of money, whose notation and digits are the locale's. */
class MoneyIT {
  /** Yen have no smaller part, a dinar has a thousand; of others the notation differs. */
  private static final Map<String, Integer> DIGITS =
      new TreeMap<>(Map.of("ja_JP", 0, "ar_KW", 3, "de_DE", 2, "en_US", 2));

  @Test
  @DisplayName("B2.34: money arrives as the number that it is")
  void readsMoney() {
    check(new Db(TestServer.postgres()), "C", 2);
  }

  /** Most systems of servers know no locale but C: a server of its own is shown what we make. */
  @Test
  @DisplayName("B2.34: money arrives as the number that it is, whatever the locale")
  @Timeout(value = 10, unit = TimeUnit.MINUTES)
  void readsMoneyOfOtherLocales(@TempDir Path directory) throws Exception {
    int made = 0;
    for (String locale : DIGITS.keySet()) {
      made += make(locale, directory) ? 1 : 0;
    }
    org.junit.jupiter.api.Assumptions.assumeTrue(made > 0, "localedef makes no locale here");
    ProcessBuilder builder =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty(
                    "surefire.test.class.path", System.getProperty("java.class.path")),
                InLocales.class.getName())
            .redirectErrorStream(true);
    builder.environment().put("LOCPATH", directory.toString());
    Process process = builder.start();
    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

    assertThat(process.waitFor()).as(said).isZero();
    assertThat(said.strip()).isEqualTo(made + " locales");
  }

  private static boolean make(String locale, Path directory) throws InterruptedException {
    try {
      Process localedef =
          new ProcessBuilder(
                  "localedef",
                  "-i",
                  locale,
                  "-f",
                  "UTF-8",
                  directory.resolve(locale + ".UTF-8").toString())
              .redirectOutput(Redirect.DISCARD)
              .redirectError(Redirect.DISCARD)
              .start();
      localedef.waitFor();
      return Files.exists(directory.resolve(locale + ".UTF-8").resolve("LC_MONETARY"));
    } catch (IOException absent) {
      return false;
    }
  }

  /** The process whose server finds the locales. */
  static final class InLocales {
    private InLocales() {}

    /**
     * Checks each locale that was made.
     *
     * @param args none
     */
    public static void main(String[] args) throws IOException {
      int checked = 0;
      for (Map.Entry<String, Integer> locale : DIGITS.entrySet()) {
        String name = locale.getKey() + ".UTF-8";
        if (Files.exists(Path.of(System.getenv("LOCPATH"), name))) {
          check(new Db(TestServer.postgres()), name, locale.getValue());
          checked++;
        }
      }
      System.out.println(checked + " locales");
      System.exit(0);
    }
  }

  private static void check(Db db, String locale, int digits) {
    db.run(
        "SET lc_monetary = 'C'",
        "CREATE TABLE t (m money PRIMARY KEY)",
        "INSERT INTO t VALUES (92233720368547758.07::numeric), (0.01::numeric),"
            + " ((-92233720368547758.08)::numeric), (-0.01::numeric), (-1234567.89::numeric)",
        "INSERT INTO t SELECT (i * 1.01)::numeric::money FROM generate_series(0, 2000) i",
        "ANALYZE t",
        "ALTER DATABASE " + db.name + " SET lc_monetary = '" + locale + "'");
    List<String> there = db.ask("SELECT m::numeric FROM t");
    // the server counts the smallest parts: in another locale the point stands elsewhere
    assertThat(there)
        .contains(
            new BigDecimal("92233720368547758.07").movePointRight(2 - digits).toPlainString());
    for (String splitBy : List.of("none", "key")) {
      ExtractionRequest request =
          ExtractionRequest.of("t")
              .with("split_by", splitBy)
              .with("split_bytes", 10_000)
              .batchSize(100);
      try (BaseConnector connector = db.connector()) {
        assertThat(connector.getSourceSchema("t").field(0).type().scale()).isEqualTo(digits);
        assertThat(Db.read(connector, request))
            .as(locale + " by " + splitBy)
            .containsExactlyInAnyOrderElementsOf(there);
      }
    }
  }
}
