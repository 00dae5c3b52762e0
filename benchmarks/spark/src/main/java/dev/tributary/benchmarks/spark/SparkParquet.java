package dev.tributary.benchmarks.spark;

import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import org.apache.spark.sql.DataFrameReader;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;

/**
 * A process that writes Parquet as often as it is told to. Each line of its input is one of
 *
 * <pre>
 * table, JDBC URL, table, its rows, how many to fetch at once, readers, where to
 * csv, file, where to
 * </pre>
 *
 * <p>with tabs between; its answer is 0. It is told the columns of the CSV, and so reads it once.
 */
public final class SparkParquet {
  private static final String SALES =
      "id BIGINT, customer BIGINT, quantity BIGINT, price DOUBLE, total DOUBLE, paid BOOLEAN,"
          + " day DATE, at TIMESTAMP_NTZ, city STRING, email STRING, note STRING, code STRING";

  private SparkParquet() {}

  /**
   * Writes until its input ends.
   *
   * @param arguments Spark's master
   */
  public static void main(String[] arguments) throws Exception {
    try (SparkSession spark =
            SparkSession.builder()
                .master(arguments[0])
                .config("spark.ui.enabled", "false")
                .config("spark.driver.host", "127.0.0.1")
                .config("spark.driver.bindAddress", "127.0.0.1")
                .config("spark.sql.session.timeZone", "UTC")
                .getOrCreate();
        BufferedReader in =
            new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8))) {
      spark.sparkContext().setLogLevel("ERROR");
      System.out.println("ready");
      for (String line = in.readLine(); line != null; line = in.readLine()) {
        String[] words = line.split("\t");
        Dataset<Row> rows = words[0].equals("csv") ? csv(spark, words) : table(spark, words);
        rows.write().option("compression", "snappy").parquet(words[words.length - 1]);
        System.out.println(0);
      }
    }
  }

  private static Dataset<Row> csv(SparkSession spark, String[] words) {
    return spark
        .read()
        .schema(SALES)
        .option("header", true)
        .option("escape", "\"")
        .option("timestampNTZFormat", "yyyy-MM-dd HH:mm:ss")
        .csv(words[1]);
  }

  private static Dataset<Row> table(SparkSession spark, String[] words) {
    DataFrameReader reader =
        spark
            .read()
            .format("jdbc")
            .option("url", words[1])
            .option("dbtable", words[2])
            .option("fetchsize", words[4]);
    int readers = Integer.parseInt(words[5]);
    if (readers > 1) {
      reader =
          reader
              .option("partitionColumn", "id")
              .option("lowerBound", 1)
              .option("upperBound", Long.parseLong(words[3]) + 1)
              .option("numPartitions", readers);
    }
    return reader.load();
  }
}
