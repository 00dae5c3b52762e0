package dev.tributary.examples.quickstart;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/**
 * Where everything is.
 *
 * @param config the directory of sources and pipelines
 * @param work the directory to write to
 */
record Layout(Path config, Path work) {
  Path branches() {
    return work.resolve("branches");
  }

  Path staging() {
    return work.resolve("staging");
  }

  Path runs() {
    return work.resolve("runs");
  }

  /** Makes it empty. */
  void clear() throws IOException {
    for (Path directory : List.of(branches(), staging(), runs())) {
      if (Files.exists(directory)) {
        try (Stream<Path> files = Files.walk(directory)) {
          for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
            Files.delete(file);
          }
        }
      }
      Files.createDirectories(directory);
    }
  }
}
