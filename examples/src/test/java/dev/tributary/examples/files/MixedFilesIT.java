package dev.tributary.examples.files;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tributary.connector.BaseConnector;
import dev.tributary.connector.Connectors;
import dev.tributary.connector.Extraction;
import dev.tributary.connector.SourceConfig;
import dev.tributary.connector.batch.RecordBatch;
import dev.tributary.connector.batch.Row;
import dev.tributary.connector.read.ExtractionRequest;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MixedFilesIT {
  @TempDir Path in;
  @TempDir Path out;

  @Test
  void everyGoodRecordIsInTheDirectoryOfItsDay() throws Exception {
    SampleFolder.write(in);
    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                MixedFiles.class.getName(),
                in.toString(),
                out.toString())
            .redirectErrorStream(true)
            .start();
    String printed = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor()).as(printed).isZero();

    assertThat(records())
        .containsExactlyInAnyOrder(
            "2026-01-30 B1 12.50",
            "2026-01-31 B2 7.00",
            "2026-01-31 B4 99.95",
            "2026-01-30 M1 20.00",
            "2026-01-31 M3 1.99",
            "2026-01-31 L1 5.00",
            "2026-01-31 L2 5.10",
            "2026-01-30 O1 300.00",
            "2026-01-31 O2 0.01",
            "2026-01-31 R1 42.00",
            "2026-01-30 R3 null");
    assertThat(printed.lines().filter(line -> line.startsWith("set aside:")))
        .hasSize(3)
        .anyMatch(line -> line.contains("berlin.csv, line 4"))
        .anyMatch(line -> line.contains("madrid.jsonl, line 2"))
        .anyMatch(line -> line.contains("rome-00000.parquet, row group 0, row 1"));
    assertThat(printed)
        .contains("2026-02-30;B3;9.90")
        .contains("unknown")
        .contains("read:      11 records");
    try (var directories = Files.list(out)) {
      assertThat(directories.map(path -> path.getFileName().toString()))
          .containsExactlyInAnyOrder("day=2026-01-30", "day=2026-01-31");
    }
  }

  private List<String> records() {
    List<String> records = new ArrayList<>();
    var source = SourceConfig.of("FILE", "out").with("path", out.toString());
    try (BaseConnector connector = Connectors.discover().create(source);
        Extraction all =
            connector.extractData(ExtractionRequest.of("all").with("file_pattern", "**"))) {
      for (RecordBatch batch : all) {
        for (Row row : batch) {
          records.add(
              row.getString("day") + " " + row.getString("number") + " " + row.getString("amount"));
        }
      }
    }
    return records;
  }
}
