package dev.tributary.benchmarks;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * Spark, in a process with a class path of its own, because its libraries are older than ours. It
 * is there after {@code mvn -q -f benchmarks/spark/pom.xml package}.
 */
final class SparkProcess implements AutoCloseable {
  private static final List<String> OPENED =
      List.of(
          "java.base/java.lang",
          "java.base/java.lang.invoke",
          "java.base/java.net",
          "java.base/java.nio",
          "java.base/java.util",
          "java.base/java.util.concurrent",
          "java.base/sun.nio.ch",
          "java.base/sun.security.action",
          "java.base/sun.util.calendar");

  private final Process process;
  private final PrintStream in;
  private final BufferedReader out;

  private SparkProcess(Process process, PrintStream in, BufferedReader out) {
    this.process = process;
    this.in = in;
    this.out = out;
  }

  /** Starts the one that reads a table, where it was built; nothing if it was not. */
  static Optional<SparkProcess> start(String url, String table, long rows, int fetch)
      throws IOException {
    return start("SparkTable", url, table, Long.toString(rows), Integer.toString(fetch));
  }

  /** Starts the one that writes Parquet, where it was built; nothing if it was not. */
  static Optional<SparkProcess> writer(String master) throws IOException {
    return start("SparkParquet", master);
  }

  private static Optional<SparkProcess> start(String main, String... arguments) throws IOException {
    Path built = Path.of(System.getProperty("spark", "spark/target"));
    Path program = built.resolve("classes/dev/tributary/benchmarks/spark").resolve(main + ".class");
    if (!Files.isDirectory(built.resolve("lib")) || !Files.exists(program)) {
      return Optional.empty();
    }
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    OPENED.forEach(name -> command.add("--add-opens=" + name + "=ALL-UNNAMED"));
    command.addAll(List.of("-cp", built.resolve("classes") + ":" + built.resolve("lib") + "/*"));
    command.add("dev.tributary.benchmarks.spark." + main);
    command.addAll(List.of(arguments));
    Process process =
        new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.DISCARD).start();
    SparkProcess spark =
        new SparkProcess(
            process,
            new PrintStream(process.getOutputStream(), true, StandardCharsets.UTF_8),
            new BufferedReader(
                new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8)));
    String first = spark.out.readLine();
    if (!"ready".equals(first)) {
      process.destroyForcibly();
      throw new IOException("Spark did not start: " + first);
    }
    return Optional.of(spark);
  }

  /** Reads the table with so many readers and returns the sum of its ids. */
  long read(int readers) throws IOException {
    return ask(Integer.toString(readers));
  }

  /** Has it do what a line says and returns the number that it answers. */
  long ask(String line) throws IOException {
    in.println(line);
    String answer = out.readLine();
    if (answer == null) {
      throw new IOException("Spark is gone");
    }
    return Long.parseLong(answer);
  }

  @Override
  public void close() throws IOException, InterruptedException {
    in.close();
    out.close();
    if (!process.waitFor(20, TimeUnit.SECONDS)) {
      process.destroyForcibly();
    }
  }
}
