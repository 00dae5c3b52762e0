package dev.tributary.connector.pipeline.config;

import dev.tributary.connector.Connectors;
import dev.tributary.connector.SourceConfig;
import dev.tributary.connector.error.ConnectorException;
import dev.tributary.connector.error.ErrorKind;
import dev.tributary.connector.files.format.FileFormats;
import dev.tributary.connector.host.ConnectorContext;
import dev.tributary.connector.json.JsonTree;
import dev.tributary.connector.option.Configuration;
import dev.tributary.connector.option.Option;
import dev.tributary.connector.option.Place;
import dev.tributary.connector.option.Problem;
import dev.tributary.connector.option.Problems;
import dev.tributary.connector.pipeline.PipelineConfig;
import dev.tributary.connector.pipeline.RunValues;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The sources and pipelines of a directory, as it was when it was read.
 *
 * <p>{@code sources/*.yml} and {@code pipelines/*.yml} are shared by all environments; the files of
 * the same kind below a directory of the environment's name override their keys. Reading asks
 * nobody: no connection is made and no secret is read. Whatever is wrong is among the {@link
 * #problems}, each with its file and line; what is not wrong can be used. Immutable and
 * thread-safe.
 *
 * @since 0.1.0
 */
public final class ConfigurationDirectory {
  private final Origin origin;
  private final SortedMap<String, SourceConfig> sources;
  private final SortedMap<String, PipelineConfig> pipelines;
  private final Set<String> broken;
  private final List<Problem> problems;

  /** What it was read from, to be read again. */
  private record Origin(
      Path root,
      @Nullable String environment,
      Connectors connectors,
      ConnectorContext host,
      Conventions conventions) {}

  private ConfigurationDirectory(
      Origin origin,
      SortedMap<String, SourceConfig> sources,
      SortedMap<String, PipelineConfig> pipelines,
      Set<String> broken,
      List<Problem> problems) {
    this.origin = origin;
    this.sources = Collections.unmodifiableSortedMap(sources);
    this.pipelines = Collections.unmodifiableSortedMap(pipelines);
    this.broken = Set.copyOf(broken);
    this.problems = List.copyOf(problems);
  }

  /**
   * Reads and checks a directory.
   *
   * @param root the directory
   * @param environment the environment whose keys override; null for none
   * @param connectors the connectors at hand, whose options the files are checked against
   * @param host lends the variables that <code>${NAME}</code> stands for
   */
  public static ConfigurationDirectory read(
      Path root, @Nullable String environment, Connectors connectors, ConnectorContext host) {
    return read(root, environment, connectors, host, Conventions.defaults());
  }

  /**
   * Reads and checks a directory.
   *
   * @param root the directory
   * @param environment the environment whose keys override; null for none
   * @param connectors the connectors at hand, whose options the files are checked against
   * @param host lends the variables that <code>${NAME}</code> stands for
   * @param conventions what the house has agreed on; whoever departs from it gets a warning
   */
  public static ConfigurationDirectory read(
      Path root,
      @Nullable String environment,
      Connectors connectors,
      ConnectorContext host,
      Conventions conventions) {
    Advice advice = new Advice(conventions);
    List<Problem> problems = new ArrayList<>(connectors.problems());
    ConnectorContext sampled = host.run(RunValues.sample().asMap());
    Connectors lent = connectors.with(sampled);
    ConfigurationFiles files = ConfigurationFiles.of(root, environment, problems);
    SortedMap<String, Configuration> written = files.read("sources", SourceKeys.ID, problems);
    SortedMap<String, SourceConfig> sources = new TreeMap<>();
    written.forEach(
        (id, file) -> {
          Problems found = Problems.of(file);
          SourceKeys.read(file, found, lent, sampled.resolver())
              .ifPresent(source -> sources.put(id, source));
          advice.source(file, found);
          problems.addAll(placed(found, file));
        });
    ClassLoader loader = Thread.currentThread().getContextClassLoader();
    PipelineReader reader =
        new PipelineReader(
            root,
            sources,
            written.keySet(),
            lent,
            FileFormats.discover(
                loader == null ? ConfigurationDirectory.class.getClassLoader() : loader),
            sampled.resolver());
    SortedMap<String, Configuration> declared = files.read("pipelines", PipelineKeys.ID, problems);
    SortedMap<String, PipelineConfig> pipelines = new TreeMap<>();
    declared.forEach(
        (id, file) -> {
          Problems found = Problems.of(file);
          reader.read(file, found).ifPresent(pipeline -> pipelines.put(id, pipeline));
          advice.pipeline(file, found);
          dependencies(file, declared, found);
          if (found.hasErrors()) {
            pipelines.remove(id);
          }
          problems.addAll(placed(found, file));
        });
    Set<String> broken = new LinkedHashSet<>(declared.keySet());
    broken.removeAll(pipelines.keySet());
    return new ConfigurationDirectory(
        new Origin(root, environment, connectors, host, conventions),
        sources,
        pipelines,
        broken,
        problems);
  }

  /**
   * Reads the directory again, as it is now. A run keeps the pipeline that it began with; read
   * before each run, so that the next one sees what was changed.
   */
  public ConfigurationDirectory reread() {
    return read(
        origin.root(),
        origin.environment(),
        origin.connectors(),
        origin.host(),
        origin.conventions());
  }

  private static void dependencies(
      Configuration file, Map<String, Configuration> declared, Problems problems) {
    Option<List<String>> key = PipelineKeys.DEPENDENCIES;
    if (file.find(key.name()).orElse(null) instanceof List<?> names) {
      for (Object name : names) {
        if (!declared.containsKey(name.toString())) {
          problems.error(
              key,
              "there is no pipeline `" + name + "`",
              Nearest.remedy(name.toString(), declared.keySet()));
        }
      }
    }
  }

  /** Gives what is missing altogether the place of its file. */
  private static List<Problem> placed(Problems found, Configuration file) {
    Place start = file.place().orElse(null);
    return found.all().stream()
        .map(problem -> problem.place().isPresent() ? problem : problem.at(start))
        .toList();
  }

  /** Returns the sources that can be used, by id. */
  public SortedMap<String, SourceConfig> sources() {
    return sources;
  }

  /** Returns the pipelines that can be run, by id. */
  public SortedMap<String, PipelineConfig> pipelines() {
    return pipelines;
  }

  /**
   * Returns a pipeline.
   *
   * @throws ConnectorException of kind CONFIG if it cannot be run, or of kind NOT_FOUND if there is
   *     none
   */
  public PipelineConfig pipeline(String id) {
    PipelineConfig pipeline = pipelines.get(id);
    if (pipeline != null) {
      return pipeline;
    }
    if (broken.contains(id)) {
      throw ConnectorException.of(
              ErrorKind.CONFIG, "the pipeline " + id + " cannot be run:\n" + this)
          .place(origin.root().toString())
          .remedy("Correct what is wrong")
          .build();
    }
    throw ConnectorException.of(ErrorKind.NOT_FOUND, "there is no pipeline " + id)
        .place(origin.root().toString())
        .remedy(Nearest.remedy(id, pipelines.keySet()))
        .build();
  }

  /** Returns everything that is wrong or odd, sources first, in the order of ids. */
  public List<Problem> problems() {
    return problems;
  }

  /** Returns whether something is wrong, not only odd. */
  public boolean hasErrors() {
    return problems.stream().anyMatch(Problem::isError);
  }

  /**
   * Returns the list for programs: <code>{"sources", "pipelines", "errors", "warnings",
   * "problems": [{"severity", "path", "file", "line", "message", "remedy"}]}</code>. Severity is
   * {@code error} or {@code warning}; file, line and remedy are null where there are none.
   */
  public String toJson() {
    Map<String, Object> tree = new LinkedHashMap<>();
    tree.put("sources", sources.size());
    tree.put("pipelines", pipelines.size());
    tree.put("errors", problems.stream().filter(Problem::isError).count());
    tree.put("warnings", problems.stream().filter(problem -> !problem.isError()).count());
    tree.put("problems", problems.stream().map(ConfigurationDirectory::tree).toList());
    return JsonTree.writePretty(tree) + "\n";
  }

  private static Map<String, @Nullable Object> tree(Problem problem) {
    Map<String, @Nullable Object> tree = new LinkedHashMap<>();
    tree.put("severity", problem.isError() ? "error" : "warning");
    tree.put("path", problem.path());
    tree.put("file", problem.place().map(Place::file).orElse(null));
    tree.put("line", problem.place().map(place -> (long) place.line()).orElse(null));
    tree.put("message", problem.message());
    tree.put("remedy", problem.remedy().orElse(null));
    return tree;
  }

  /** Returns the list that a person reads: ✗ for errors, ⚠ for warnings, ✓ if there are none. */
  @Override
  public String toString() {
    StringBuilder text = new StringBuilder();
    for (Problem problem : problems) {
      text.append(problem.isError() ? "✗ " : "⚠ ").append(problem).append('\n');
    }
    if (!hasErrors()) {
      text.append("✓ ").append(counted(sources.size(), "source")).append(", ");
      text.append(counted(pipelines.size(), "pipeline")).append('\n');
    }
    return text.toString();
  }

  private static String counted(int count, String what) {
    return count + " " + what + (count == 1 ? "" : "s");
  }
}
