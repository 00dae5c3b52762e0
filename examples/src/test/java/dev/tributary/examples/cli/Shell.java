package dev.tributary.examples.cli;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Calls the command line as a person would, in a directory of configurations. */
final class Shell {
  private final Path config;
  private final Map<String, String> environment = new HashMap<>(Map.of("LANG", "C.UTF-8"));

  Shell(Path config) {
    this.config = config;
  }

  record Result(int code, String out, String err) {}

  Shell with(String variable, String value) {
    environment.put(variable, value);
    return this;
  }

  Path write(String file, String... lines) throws IOException {
    Path path = config.resolve(file);
    Files.createDirectories(path.getParent());
    return Files.write(path, Arrays.asList(lines));
  }

  /** Runs a command in the directory. */
  Result run(String... command) {
    List<String> args = new ArrayList<>(Arrays.asList(command));
    args.add("--config");
    args.add(config.toString());
    return plain(args.toArray(String[]::new));
  }

  /** Runs exactly this. */
  Result plain(String... args) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    ByteArrayOutputStream err = new ByteArrayOutputStream();
    Io io =
        new Io(
            new PrintStream(out, true, StandardCharsets.UTF_8),
            new PrintStream(err, true, StandardCharsets.UTF_8),
            environment,
            false);
    int code = Tributary.commandLine(io).execute(args);
    return new Result(
        code, out.toString(StandardCharsets.UTF_8), err.toString(StandardCharsets.UTF_8));
  }

  /** Declares a folder of CSV files and a pipeline of it. */
  Path sales() throws IOException {
    Path in = Files.createDirectories(config.resolve("in"));
    Files.writeString(in.resolve("one.csv"), "id,amount,city\n1,1.50,Lyon\n2,7.00,Köln\n");
    write(
        "sources/sales_files.yml",
        "source_id: sales_files",
        "source_type: FILE",
        "connection_config: { path: '" + in + "' }");
    write(
        "pipelines/sales.yml",
        "pipeline_id: sales # of all branches",
        "source_id: sales_files",
        "streams: [sales]",
        "configuration:",
        "  extraction: { file_pattern: '*.csv' }",
        "  staging: { path: staging, format: JSONL }");
    return in;
  }
}
