package dev.tributary.connector.pipeline.config;

import dev.tributary.connector.Connectors;
import dev.tributary.connector.SourceConfig;
import dev.tributary.connector.option.Configuration;
import dev.tributary.connector.option.Option;
import dev.tributary.connector.option.OptionSet;
import dev.tributary.connector.option.Options;
import dev.tributary.connector.option.Problem;
import dev.tributary.connector.option.Problems;
import dev.tributary.connector.option.Resolver;
import java.util.Map;
import java.util.Optional;

/** The keys of a source's file; those of {@code connection_config} are the connector's own. */
final class SourceKeys {
  static final String IDS = "[a-z0-9_-]+";
  static final String ID_CHARACTERS = "small letters, digits, _ and -";

  static final Option<String> ID =
      Option.string("source_id").required().matching(IDS, ID_CHARACTERS).doc("The source's id");

  private static final String CUSTOM = "CUSTOM";
  private static final Option<String> NAME =
      Option.string("source_name").doc("A name for people; the id if not set");
  private static final Option<String> TYPE =
      Option.string("source_type").required().doc("Which connector reads it, such as API");
  private static final Option<String> DESCRIPTION = Option.string("description").doc("For people");
  private static final Option<Boolean> ENABLED =
      Option.bool("enabled", true).doc("Whether pipelines may read it");
  private static final Option<Map<String, Object>> CONNECTION =
      Option.tree("connection_config").doc("The options of the connection");

  static final OptionSet ALL = OptionSet.of(ID, NAME, TYPE, DESCRIPTION, ENABLED, CONNECTION);

  private SourceKeys() {}

  /**
   * Reads a source and checks all of it, the connector's part too.
   *
   * @param file what was written
   * @param problems gets what is wrong, with paths below the file's root
   * @return the source; nothing if it cannot be used
   */
  static Optional<SourceConfig> read(
      Configuration file, Problems problems, Connectors connectors, Resolver resolver) {
    int before = problems.errors().size();
    Configuration connection = file.section(CONNECTION.name());
    Configuration head = file;
    if (file.find(CONNECTION.name()).orElse(null) instanceof Configuration) {
      head = file.with(CONNECTION.name(), Map.of()); // what is in it is for the connector to read
    }
    Options options = ALL.bind(head, problems, resolver);
    Optional<String> id = options.find(ID).filter(text -> text.matches(IDS));
    Optional<String> type = options.find(TYPE);
    if (id.isEmpty() || type.isEmpty()) {
      return Optional.empty();
    }
    SourceConfig source =
        SourceConfig.of(type.get(), id.get())
            .name(options.find(NAME).orElse(id.get()))
            .connection(connection);
    Problems inside = problems.under(CONNECTION.name());
    boolean served = connectors.spec(source).isPresent() || source.sourceType().equals(CUSTOM);
    for (Problem problem : connectors.check(source)) {
      if (served) {
        inside.add(problem);
      } else {
        problems.error(TYPE, problem.message(), problem.remedy().orElse(null));
      }
    }
    if (!options.find(ENABLED).orElse(true)) {
      problems.warning(ENABLED.name(), "is off, so that no pipeline can read the source", null);
      return Optional.empty();
    }
    return problems.errors().size() == before ? Optional.of(source) : Optional.empty();
  }
}
