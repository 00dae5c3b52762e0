package dev.tributary.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tributary.connector.Connectors;
import dev.tributary.connector.pipeline.config.ConfigurationReference;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Run with {@code -Ddocs.write} to write the page and the schemas anew. */
class ConfigurationReferenceTest {
  private static final Path DOCS = Path.of("..", "docs");

  @Test
  void pageAndSchemasAreCurrent() throws IOException {
    Connectors connectors = Connectors.discover();
    Map<String, String> files = new LinkedHashMap<>();
    files.put("pipeline-options.md", ConfigurationReference.page());
    files.put("schema/source.schema.json", ConfigurationReference.sourceSchema(connectors));
    files.put("schema/pipeline.schema.json", ConfigurationReference.pipelineSchema(connectors));
    for (Map.Entry<String, String> file : files.entrySet()) {
      Path path = DOCS.resolve(file.getKey());
      if (Boolean.getBoolean("docs.write")) {
        Files.createDirectories(path.getParent());
        Files.writeString(path, file.getValue());
      }
      assertThat(path).as("write it with -Ddocs.write=true").hasContent(file.getValue());
    }
  }

  @Test
  void schemasKnowEveryConnector() {
    Connectors connectors = Connectors.discover();
    assertThat(connectors.types()).contains("API", "CLOUD_SQL", "FILE", "GCS", "SFTP");
    for (String type : connectors.types()) {
      assertThat(ConfigurationReference.sourceSchema(connectors)).contains('"' + type + '"');
    }
  }
}
