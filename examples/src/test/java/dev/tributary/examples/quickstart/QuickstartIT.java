package dev.tributary.examples.quickstart;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class QuickstartIT {
  @Test
  void everythingHolds(@TempDir Path directory) throws Exception {
    assertThat(Child.run(Quickstart.class, directory)).isZero();
    assertThat(StagedLines.committed(directory).lines()).isEqualTo(50_200);
    assertThat(DatabaseTour.state(directory)).exists();
  }
}
