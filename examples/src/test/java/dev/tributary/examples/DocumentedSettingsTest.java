package dev.tributary.examples;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tributary.connector.ConnectorSpec;
import dev.tributary.connector.Connectors;
import dev.tributary.connector.SourceConfig;
import dev.tributary.connector.host.ConnectorContext;
import dev.tributary.connector.option.Configuration;
import dev.tributary.connector.option.OptionSet;
import dev.tributary.connector.option.Problem;
import dev.tributary.connector.option.Problems;
import dev.tributary.connector.pipeline.config.ConfigurationDirectory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

/**
 * The settings that the documents show are understood. A block that names its file in its first
 * line is read as a part of a directory of configurations, a source is checked whole, and what
 * stands alone on a source's page is held to the options of that source.
 */
class DocumentedSettingsTest {
  /** Pages of a source; longer beginnings first. */
  private static final Map<String, String> PAGES =
      Map.of("rest", "API", "cloudsql", "CLOUD_SQL", "files", "FILE", "sftp", "SFTP", "gcs", "GCS");

  private static final Pattern NAMED = Pattern.compile("^# ?([\\w./-]+\\.ya?ml)\\b");

  private final ConnectorContext host =
      ConnectorContext.defaults().environment(name -> "value-of-" + name);
  private final Connectors connectors = Connectors.discover().with(host);

  @TempDir Path directory;

  @Test
  void isUnderstoodOnEveryPage() throws IOException {
    List<String> wrong = new ArrayList<>();
    int held = 0;
    for (Path document : Documents.all()) {
      String page = Documents.name(document);
      boolean named = false;
      for (String block : Documents.blocks(document, "yaml")) {
        Matcher file = NAMED.matcher(block);
        if (file.find()) {
          Path written = directory.resolve(page).resolve(file.group(1));
          Files.createDirectories(written.getParent());
          Files.writeString(written, block);
          named = true;
        } else {
          held += held(page, block, wrong);
        }
      }
      if (named) {
        held++;
        var read = ConfigurationDirectory.read(directory.resolve(page), null, connectors, host);
        if (read.hasErrors()) {
          wrong.add(page + ": " + read);
        }
      }
    }
    assertThat(wrong).isEmpty();
    assertThat(held).isGreaterThan(10);
  }

  /** Returns how much of a block was held to options. */
  private int held(String page, String block, List<String> wrong) {
    Object loaded = new Load(LoadSettings.builder().build()).loadFromString(block);
    assertThat(loaded).as("%s: %s", page, block).isInstanceOf(Map.class);
    @SuppressWarnings("unchecked") // names are texts in YAML that we write
    Map<String, Object> shown = (Map<String, Object>) loaded;
    String type = String.valueOf(shown.getOrDefault("source_type", typeOf(page)));
    ConnectorSpec spec = connectors.specs().get(type);
    if (spec == null || shown.containsKey("pipeline_id")) {
      return 0;
    }
    if (shown.containsKey("connection_config")) {
      SourceConfig source =
          SourceConfig.of(type, String.valueOf(shown.getOrDefault("source_id", "shown")))
              .connection(section(shown, "connection_config"));
      report(page, connectors.check(source), wrong);
    }
    if (shown.containsKey("extraction")) {
      report(page, problems(spec.extraction(), section(shown, "extraction")), wrong);
    }
    if (shown.containsKey("connection_config") || shown.containsKey("extraction")) {
      return 1;
    }
    Configuration alone = Configuration.of(shown);
    List<Problem> ofExtractions = problems(spec.extraction(), alone);
    List<Problem> ofConnections = problems(spec.connection(), alone);
    report(page, ofExtractions.isEmpty() ? ofExtractions : ofConnections, wrong);
    return 1;
  }

  private static String typeOf(String page) {
    String name = Path.of(page).getFileName().toString();
    return PAGES.entrySet().stream()
        .filter(entry -> name.startsWith(entry.getKey()))
        .map(Map.Entry::getValue)
        .findFirst()
        .orElse("");
  }

  /** What is wrong with a part; that other parts are missing is not. */
  private List<Problem> problems(OptionSet options, Configuration part) {
    Problems problems = Problems.of(part);
    options.bind(part, problems, host.resolver());
    return problems.errors().stream()
        .filter(problem -> !problem.message().contains("required"))
        .toList();
  }

  @SuppressWarnings("unchecked") // names are texts in YAML that we write
  private static Configuration section(Map<String, Object> shown, String name) {
    return Configuration.of((Map<String, Object>) shown.get(name));
  }

  private static void report(String page, List<Problem> problems, List<String> wrong) {
    problems.stream().filter(Problem::isError).forEach(problem -> wrong.add(page + ": " + problem));
  }
}
