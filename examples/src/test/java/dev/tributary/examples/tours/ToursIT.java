package dev.tributary.examples.tours;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tributary.examples.process.Child;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ToursIT {
  @Test
  void everythingHoldsOfTheShop(@TempDir Path directory) throws Exception {
    assertThat(Child.run(ShopTour.class, Map.of(), directory)).isZero();
    assertThat(StagedLines.committed(directory).lines()).isEqualTo(50_200);
  }

  @Test
  void everythingHoldsOfTheDatabase(@TempDir Path directory) throws Exception {
    assertThat(Child.run(DatabaseTour.class, Map.of(), directory)).isZero();
    assertThat(DatabaseTour.state(directory)).exists();
  }
}
