package dev.tributary.connector.pipeline.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tributary.connector.files.store.LocalFileStore;
import dev.tributary.connector.pipeline.staging.Manifest;
import dev.tributary.connector.pipeline.staging.StagedFile;
import dev.tributary.connector.pipeline.staging.StagingArea;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Runs are killed as by kill -9, at random moments, and gone on with. */
@DisplayName("rule 12: what is staged is exactly the source's, whenever a run is killed")
class KilledRunsIT {
  private static final List<String> STREAMS = List.of("customers", "items", "orders");
  private static final int ROWS = 1_500;
  private static final Pattern ID = Pattern.compile("\"id\": ?(\\d+)");

  @TempDir Path root;
  private final Map<String, Long> written = new HashMap<>();

  @Test
  void stagesEachRecordOnceThoughKilledFifteenTimes() throws Exception {
    killAndGoOn(15, new Random(15));
  }

  @Test
  @Tag("long")
  void stagesEachRecordOnceThoughKilledAThousandTimes() throws Exception {
    killAndGoOn(1_000, new Random(1_000));
  }

  private void killAndGoOn(int kills, Random random) throws Exception {
    configure();
    addFiles(2);
    long began = System.nanoTime();
    assertThat(run(-1)).isZero();
    long millis = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - began);
    addFiles(4);
    int killed = 0;
    while (killed < kills) {
      int exit = run(random.nextLong(Math.max(50, millis)));
      if (exit == 0) {
        addFiles(1 + random.nextInt(4)); // it ended before it could be killed: more to read
      } else {
        assertThat(exit).as("killed, not failed").isEqualTo(128 + 9);
        killed++;
      }
    }
    assertThat(run(-1)).isZero();
    assertStagedIsTheSource();
    int manifests = manifests().size();
    assertThat(run(-1)).isZero();
    List<Manifest> after = manifests();
    assertThat(after.subList(manifests, after.size()))
        .as("the states say that everything was read")
        .allSatisfy(manifest -> assertThat(manifest.rows()).isZero());
  }

  private void assertStagedIsTheSource() throws IOException {
    Map<String, Set<Long>> staged = new HashMap<>();
    Set<String> listed = new HashSet<>();
    try (LocalFileStore store = LocalFileStore.at(root.resolve("staging"))) {
      StagingArea area = StagingArea.of(store, "shop");
      for (Manifest manifest : area.manifests()) {
        area.verify(manifest);
        listed.add(area.directory(manifest.runId(), manifest.stream()) + "/_manifest.json");
        Set<Long> ids = staged.computeIfAbsent(manifest.stream(), stream -> new HashSet<>());
        for (StagedFile file : manifest.files()) {
          listed.add(file.path());
          assertThat(add(root.resolve("staging").resolve(file.path()), ids)).isEqualTo(file.rows());
        }
      }
    }
    for (String stream : STREAMS) {
      assertThat(staged.get(stream)).as(stream).hasSize((int) (long) written.get(stream));
      assertThat(staged.get(stream)).allMatch(id -> id < written.get(stream));
    }
    assertThat(filesOfRuns()).as("nothing half done is left").isSubsetOf(listed);
    Set<String> handedOver = Set.copyOf(Files.readAllLines(root.resolve("handed-over")));
    assertThat(manifests())
        .allMatch(manifest -> handedOver.contains(manifest.runId() + " " + manifest.stream()));
  }

  private List<Manifest> manifests() throws IOException {
    try (LocalFileStore store = LocalFileStore.at(root.resolve("staging"))) {
      return StagingArea.of(store, "shop").manifests();
    }
  }

  private List<String> filesOfRuns() throws IOException {
    Path staging = root.resolve("staging");
    try (Stream<Path> files = Files.walk(staging)) {
      return files
          .filter(Files::isRegularFile)
          .map(file -> staging.relativize(file).toString().replace('\\', '/'))
          .filter(path -> !path.startsWith("shop/_work/"))
          .toList();
    }
  }

  private static long add(Path file, Set<Long> ids) throws IOException {
    List<String> lines = Files.readAllLines(file);
    for (String line : lines) {
      Matcher id = ID.matcher(line);
      assertThat(id.find()).as(line).isTrue();
      assertThat(ids.add(Long.parseLong(id.group(1)))).as("staged once: " + line).isTrue();
    }
    return lines.size();
  }

  private void configure() throws IOException {
    Files.createDirectories(root.resolve("sources"));
    Files.createDirectories(root.resolve("pipelines"));
    for (String stream : STREAMS) {
      Files.createDirectories(root.resolve("in").resolve(stream));
    }
    Files.writeString(
        root.resolve("sources/shop_files.yml"),
        """
        source_id: shop_files
        source_type: FILE
        connection_config: { path: '%s' }
        """
            .formatted(root.resolve("in")));
    Files.writeString(
        root.resolve("pipelines/shop.yml"),
        """
        pipeline_id: shop
        source_id: shop_files
        configuration:
          extraction: { batch_size: 100, max_parallel_workers: 2 }
          staging: { path: staging, format: JSONL, max_rows_per_file: 400 }
        """);
  }

  /** Puts more files into the directory of each stream, each of them whole at once. */
  private void addFiles(int count) throws IOException {
    for (String stream : STREAMS) {
      for (int i = 0; i < count; i++) {
        long from = written.getOrDefault(stream, 0L);
        StringBuilder csv = new StringBuilder("id,note\n");
        for (long id = from; id < from + ROWS; id++) {
          csv.append(id).append(",note of ").append(id).append('\n');
        }
        Path hidden = Files.writeString(root.resolve("new"), csv);
        Files.move(hidden, root.resolve("in").resolve(stream).resolve(from + ".csv"));
        written.put(stream, from + ROWS);
      }
    }
  }

  /**
   * Runs the pipeline in a process; kills it after so many milliseconds unless that is negative.
   */
  private int run(long millis) throws IOException, InterruptedException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of("-Xmx256m", "-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-cp"));
    command.add(System.getProperty("java.class.path"));
    command.add(PipelineProcess.class.getName());
    command.add(root.toString());
    Process process =
        new ProcessBuilder(command).redirectError(root.resolve("errors").toFile()).start();
    try (BufferedReader out = process.inputReader()) {
      assertThat(out.readLine()).isEqualTo(PipelineProcess.STARTED);
      if (millis >= 0) {
        process.waitFor(millis, TimeUnit.MILLISECONDS);
        process.destroyForcibly();
      }
      int exit = process.waitFor();
      assertThat(exit).as(Files.readString(root.resolve("errors"))).isNotEqualTo(1);
      return exit;
    } finally {
      process.destroyForcibly();
    }
  }
}
