package dev.tributary.connector.pipeline.expression;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class FunctionsPageTest {
  /** The page is written by hand but for the table, which is what {@code markdown()} gives. */
  @Test
  void thePageHoldsTheTableOfFunctionsAsItIs() throws IOException {
    assertThat(Files.readString(Path.of("../docs/transformations.md")))
        .contains(Functions.markdown().strip());
  }
}
