package dev.tributary.examples.quickstart;

import dev.tributary.connector.BaseConnector;
import dev.tributary.connector.Connectors;
import dev.tributary.connector.Extraction;
import dev.tributary.connector.SourceConfig;
import dev.tributary.connector.batch.RecordBatch;
import dev.tributary.connector.files.store.FileStore;
import dev.tributary.connector.files.store.LocalFileStore;
import dev.tributary.connector.pipeline.staging.Manifest;
import dev.tributary.connector.pipeline.staging.StagedFile;
import dev.tributary.connector.pipeline.staging.StagingArea;
import dev.tributary.connector.read.ExtractionRequest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What is staged, for whoever reads it: what manifests list, and nothing else. */
final class StagedFiles {
  private final Path staging;

  StagedFiles(Path staging) {
    this.staging = staging;
  }

  /** Returns what is committed of a pipeline, the oldest first, its files compared with it. */
  List<Manifest> manifests(String pipeline) throws IOException {
    try (FileStore store = LocalFileStore.at(staging)) {
      StagingArea area = StagingArea.of(store, pipeline);
      List<Manifest> manifests = area.manifests();
      for (Manifest manifest : manifests) {
        area.verify(manifest);
      }
      return manifests;
    }
  }

  /** Returns files of a pipeline that no manifest lists: what a kill left, and nobody swept. */
  List<String> stray(String pipeline) throws IOException {
    Set<String> listed = new HashSet<>();
    for (Manifest manifest : manifests(pipeline)) {
      manifest.files().stream().map(StagedFile::path).forEach(listed::add);
    }
    try (Stream<Path> files = Files.walk(staging.resolve(pipeline))) {
      return files
          .filter(Files::isRegularFile)
          .map(file -> staging.relativize(file).toString().replace('\\', '/'))
          .filter(file -> file.endsWith(".parquet") && !listed.contains(file))
          .toList();
    }
  }

  /** Reads the Parquet files of a manifest back, into a tally of these columns. */
  void read(Manifest manifest, List<String> columns, Tally tally) {
    if (manifest.files().isEmpty()) {
      return;
    }
    String pattern =
        manifest.files().stream()
            .map(file -> Pattern.quote(file.path()))
            .collect(Collectors.joining("|", "re:", ""));
    var source = SourceConfig.of("FILE", "staged").with("path", staging.toString());
    var request = ExtractionRequest.of(manifest.stream()).with("file_pattern", pattern);
    try (BaseConnector connector = Connectors.discover().create(source);
        Extraction staged = connector.extractData(request)) {
      for (RecordBatch batch : staged) {
        tally.add(batch, columns);
      }
    }
  }
}
