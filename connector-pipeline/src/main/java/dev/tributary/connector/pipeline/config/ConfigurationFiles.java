package dev.tributary.connector.pipeline.config;

import dev.tributary.connector.option.Configuration;
import dev.tributary.connector.option.Option;
import dev.tributary.connector.option.Place;
import dev.tributary.connector.option.Problem;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The files of a configuration's directory.
 *
 * @param root the directory
 * @param environment the directory of an environment in it, if one was asked for
 */
record ConfigurationFiles(Path root, Optional<Path> environment) {
  static ConfigurationFiles of(Path root, @Nullable String environment, List<Problem> problems) {
    if (!Files.isDirectory(root)) {
      problems.add(
          Problem.error("", "there is no directory " + root)
              .remedy("Name the one that holds `sources` and `pipelines`"));
    }
    if (environment == null) {
      return new ConfigurationFiles(root, Optional.empty());
    }
    Path own = root.resolve(environment);
    if (!own.normalize().startsWith(root.normalize()) || !Files.isDirectory(own)) {
      problems.add(
          Problem.error("", "there is no environment `" + environment + "` in " + root)
              .remedy("Make the directory " + own + ", or name another environment"));
      return new ConfigurationFiles(root, Optional.empty());
    }
    return new ConfigurationFiles(root, Optional.of(own));
  }

  /**
   * Returns what the files of a kind declare, by id, the environment's keys laid over.
   *
   * @param kind the name of the directory
   * @param id the key that holds the id
   */
  SortedMap<String, Configuration> read(String kind, Option<String> id, List<Problem> problems) {
    SortedMap<String, Configuration> all = declared(root.resolve(kind), id, problems);
    environment.ifPresent(
        own ->
            declared(own.resolve(kind), id, problems)
                .forEach((name, over) -> all.merge(name, over, Overlay::merge)));
    return all;
  }

  private SortedMap<String, Configuration> declared(
      Path directory, Option<String> id, List<Problem> problems) {
    SortedMap<String, Configuration> declared = new TreeMap<>();
    for (Path file : files(directory, problems)) {
      String shown = root.relativize(file).toString().replace('\\', '/');
      for (Configuration one : document(file, shown, problems)) {
        String name = one.find(id.name()).map(Object::toString).orElse("");
        if (name.isEmpty()) {
          problems.add(Problem.error(id.name(), "is required").at(Place.of(shown, 1)));
          continue;
        }
        Configuration before = declared.putIfAbsent(name, one);
        if (before != null) {
          problems.add(
              Problem.error(id.name(), "`" + name + "` is declared twice")
                  .at(one.place(id.name()).orElse(null))
                  .remedy(
                      "Rename one of them; the other is at "
                          + before.place(id.name()).map(Place::toString).orElse("another file")));
        }
      }
    }
    return declared;
  }

  private static List<Configuration> document(Path file, String shown, List<Problem> problems) {
    try {
      if (Files.size(file) > 4L * YamlReader.MAX_CHARS) {
        problems.add(
            Problem.error("", "the file has " + Files.size(file) + " bytes")
                .at(Place.of(shown, 1))
                .remedy("Keep files below " + YamlReader.MAX_CHARS + " characters"));
        return List.of();
      }
      return YamlReader.read(Files.readString(file), shown, problems).stream().toList();
    } catch (IOException unreadable) {
      problems.add(
          Problem.error("", "the file cannot be read: " + unreadable.getMessage())
              .at(Place.of(shown, 1))
              .remedy("See that it is UTF-8 and may be read"));
      return List.of();
    }
  }

  private static List<Path> files(Path directory, List<Problem> problems) {
    try (Stream<Path> files = Files.list(directory)) {
      return files.filter(ConfigurationFiles::isConfiguration).sorted().toList();
    } catch (NoSuchFileException none) {
      return List.of();
    } catch (IOException unreadable) {
      problems.add(
          Problem.error("", "the directory " + directory + " cannot be read: " + unreadable));
      return List.of();
    }
  }

  private static boolean isConfiguration(Path file) {
    String name = file.getFileName().toString();
    return !name.startsWith(".")
        && (name.endsWith(".yml") || name.endsWith(".yaml") || name.endsWith(".json"));
  }
}
