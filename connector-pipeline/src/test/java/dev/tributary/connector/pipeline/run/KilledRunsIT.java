package dev.tributary.connector.pipeline.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tributary.connector.files.store.LocalFileStore;
import dev.tributary.connector.pipeline.quarantine.BadRecord;
import dev.tributary.connector.pipeline.quarantine.Quarantine;
import dev.tributary.connector.pipeline.quarantine.QuarantinedFile;
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
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Runs are killed as by kill -9, at random moments, and gone on with. Their records are renamed,
 * filtered and calculated with; some cannot be read, and some cannot be shaped.
 */
@DisplayName(
    "rule 12: what is staged and set aside is exactly the source's, whenever a run is killed")
class KilledRunsIT {
  private static final List<String> STREAMS = List.of("customers", "items", "orders");
  private static final int ROWS = 1_500;
  private static final int PARTS = 50;
  private static final Pattern STAGED = Pattern.compile("\\{\"number\":(\\d+),.*");
  private static final Pattern UNREADABLE = Pattern.compile("(\\d+),.*\\s*");
  private static final Pattern UNSHAPED = Pattern.compile("\\{\"id\":\"(\\d+)\",.*");

  @TempDir Path root;
  private final Map<String, Long> written = new HashMap<>();

  /** What becomes of a record. */
  private enum Fate {
    STAGED,
    FILTERED,
    UNREADABLE,
    UNSHAPED;

    static Fate of(long id) {
      if (id % 90 == 71) {
        return UNREADABLE; // it has a value too many
      }
      if (id % 7 == 3) {
        return FILTERED;
      }
      return id % PARTS == 0 ? UNSHAPED : STAGED; // by zero
    }
  }

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
    List<QuarantinedFile> setAside = quarantined();
    assertThat(run(-1)).isZero();
    assertThat(quarantined()).as("nothing is set aside again").isEqualTo(setAside);
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
      assertThat(staged.get(stream)).as(stream).isEqualTo(ids(stream, Fate.STAGED));
    }
    assertSetAsideIsWhatIsBad(listed);
    assertThat(filesOfRuns()).as("nothing half done is left").isSubsetOf(listed);
    Set<String> handedOver = Set.copyOf(Files.readAllLines(root.resolve("handed-over")));
    assertThat(manifests())
        .allMatch(manifest -> handedOver.contains(manifest.runId() + " " + manifest.stream()));
  }

  private void assertSetAsideIsWhatIsBad(Set<String> listed) throws IOException {
    Map<String, Set<Long>> unreadable = new HashMap<>();
    Map<String, Set<Long>> unshaped = new HashMap<>();
    try (LocalFileStore store = LocalFileStore.at(root.resolve("staging"))) {
      Quarantine quarantine = Quarantine.of(store, "shop");
      for (QuarantinedFile file : quarantine.files()) {
        listed.add(file.path());
        List<BadRecord> records = quarantine.read(file);
        assertThat(records).hasSize((int) file.rows());
        for (BadRecord record : records) {
          boolean source = record.origin() == BadRecord.Origin.SOURCE;
          Set<Long> ids =
              (source ? unreadable : unshaped)
                  .computeIfAbsent(file.stream(), stream -> new HashSet<>());
          long id = id(source ? UNREADABLE : UNSHAPED, record.record());
          assertThat(ids.add(id)).as("set aside once: " + record.record()).isTrue();
        }
      }
    }
    for (String stream : STREAMS) {
      assertThat(unreadable.get(stream)).as(stream).isEqualTo(ids(stream, Fate.UNREADABLE));
      assertThat(unshaped.get(stream)).as(stream).isEqualTo(ids(stream, Fate.UNSHAPED));
    }
  }

  /** The ids of the records of a stream that have this fate. */
  private Set<Long> ids(String stream, Fate fate) {
    return LongStream.range(0, written.getOrDefault(stream, 0L))
        .filter(id -> Fate.of(id) == fate)
        .boxed()
        .collect(Collectors.toSet());
  }

  private List<QuarantinedFile> quarantined() throws IOException {
    try (LocalFileStore store = LocalFileStore.at(root.resolve("staging"))) {
      return Quarantine.of(store, "shop").files();
    }
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
      long id = id(STAGED, line);
      assertThat(ids.add(id)).as("staged once: " + line).isTrue();
      assertThat(line)
          .isEqualTo(
              "{\"number\":%d,\"note\":\"note of %d\",\"parts\":%d,\"share\":%d}"
                  .formatted(id, id, id % PARTS, 1000 / (id % PARTS)));
    }
    return lines.size();
  }

  private static long id(Pattern pattern, String record) {
    Matcher id = pattern.matcher(record);
    assertThat(id.matches()).as(record).isTrue();
    return Long.parseLong(id.group(1));
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
          extraction: { batch_size: 100, max_parallel_workers: 2, misfits: reject }
          transformation:
            column_mappings: { id: number }
            calculated_fields: { share: "div(1000, parts)" }
            filters: [ { column: status, operator: not_equals, value: closed } ]
            drop: [status]
          error_handling: { max_bad_share: 0.05 } # it is 0.034 at most in whole files
          staging: { path: staging, format: JSONL, max_rows_per_file: 400 }
        """);
  }

  /** Puts more files into the directory of each stream, each of them whole at once. */
  private void addFiles(int count) throws IOException {
    for (String stream : STREAMS) {
      for (int i = 0; i < count; i++) {
        long from = written.getOrDefault(stream, 0L);
        StringBuilder csv = new StringBuilder("id,note,status,parts\n");
        for (long id = from; id < from + ROWS; id++) {
          Fate fate = Fate.of(id);
          csv.append(id).append(",note of ").append(id);
          csv.append(fate == Fate.FILTERED ? ",closed," : ",open,").append(id % PARTS);
          csv.append(fate == Fate.UNREADABLE ? ",more\n" : "\n");
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
