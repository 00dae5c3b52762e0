package dev.tributary.examples.quickstart;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tributary.connector.pipeline.staging.Manifest;
import dev.tributary.examples.process.Child;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class QuickstartIT {
  @Test
  void everythingHolds(@TempDir Path directory) throws Exception {
    assertThat(Child.run(Quickstart.class, Map.of(), directory)).isZero();
    StagedFiles staged = new StagedFiles(directory.resolve("staging"));
    for (String pipeline : List.of("web_orders", "store_orders", "branch_sales")) {
      assertThat(staged.stray(pipeline)).isEmpty();
      assertThat(staged.manifests(pipeline)).hasSizeGreaterThan(1);
    }
    assertThat(staged.manifests("branch_sales").stream().mapToLong(Manifest::rows).sum())
        .isEqualTo(150_050);
  }
}
