package dev.tributary.benchmarks.spark;

import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.sql.DataFrameReader;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.catalyst.InternalRow;

/**
 * A process that reads a table through Spark's JDBC source as often as it is told to: each line of
 * its input is a number of readers, its answer the sum of the ids.
 */
public final class SparkTable {
  private SparkTable() {}

  /**
   * Reads until its input ends.
   *
   * @param arguments the JDBC URL, the table, how many rows it has, and how many to fetch at once
   */
  public static void main(String[] arguments) throws Exception {
    long rows = Long.parseLong(arguments[2]);
    try (SparkSession spark =
            SparkSession.builder()
                .master("local[4]")
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
        System.out.println(read(spark, arguments, rows, Integer.parseInt(line.strip())));
      }
    }
  }

  private static long read(SparkSession spark, String[] arguments, long rows, int readers) {
    DataFrameReader reader =
        spark
            .read()
            .format("jdbc")
            .option("url", arguments[0])
            .option("dbtable", arguments[1])
            .option("fetchsize", arguments[3]);
    if (readers > 1) {
      reader =
          reader
              .option("partitionColumn", "id")
              .option("lowerBound", 1)
              .option("upperBound", rows + 1)
              .option("numPartitions", readers);
    }
    Dataset<Row> table = reader.load();
    // every column is read: nothing but the source stands before these rows
    JavaRDD<InternalRow> all = table.queryExecution().toRdd().toJavaRDD();
    List<Long> sums =
        all.mapPartitions(
                part -> {
                  long sum = 0;
                  while (part.hasNext()) {
                    sum += part.next().getLong(0);
                  }
                  return List.of(sum).iterator();
                })
            .collect();
    return sums.stream().mapToLong(Long::longValue).sum();
  }
}
