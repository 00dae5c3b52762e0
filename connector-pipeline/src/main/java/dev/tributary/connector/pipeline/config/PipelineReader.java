package dev.tributary.connector.pipeline.config;

import dev.tributary.connector.ConnectorSpec;
import dev.tributary.connector.Connectors;
import dev.tributary.connector.SourceConfig;
import dev.tributary.connector.error.ConnectorException;
import dev.tributary.connector.files.format.FileFormats;
import dev.tributary.connector.option.Configuration;
import dev.tributary.connector.option.Option;
import dev.tributary.connector.option.Options;
import dev.tributary.connector.option.Problems;
import dev.tributary.connector.option.Resolver;
import dev.tributary.connector.pipeline.PipelineConfig;
import dev.tributary.connector.pipeline.RunSettings;
import dev.tributary.connector.pipeline.StagingConfig;
import dev.tributary.connector.pipeline.quarantine.ErrorHandling;
import dev.tributary.connector.pipeline.transform.Transformation;
import dev.tributary.connector.read.ExtractionOptions;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Reads and checks pipelines against the sources and connectors at hand.
 *
 * @param root the directory that staging paths are relative to
 * @param sources the sources that can be used, by id
 * @param declared the ids of all sources, those that cannot be used too
 */
record PipelineReader(
    Path root,
    Map<String, SourceConfig> sources,
    Set<String> declared,
    Connectors connectors,
    FileFormats formats,
    Resolver resolver) {
  /** Options of an extraction that make up one stream of a name that is free to choose. */
  private static final List<String> ONE_STREAM = List.of("file_pattern", "query");

  /** Returns the pipeline; nothing if it, or its source, cannot be used. */
  Optional<PipelineConfig> read(Configuration file, Problems problems) {
    int before = problems.errors().size();
    Configuration inside = file.section(PipelineKeys.CONFIGURATION.name());
    Configuration extraction = inside.section(PipelineKeys.EXTRACTION.name());
    Configuration head = file;
    if (inside.find(PipelineKeys.EXTRACTION.name()).orElse(null) instanceof Configuration) {
      head =
          head.with(
              PipelineKeys.CONFIGURATION.name(),
              inside.with(PipelineKeys.EXTRACTION.name(), Map.of()));
    }
    if (file.find(PipelineKeys.SOURCE.name()).orElse(null) instanceof Configuration) {
      head = head.with(PipelineKeys.SOURCE.name(), Map.of());
    }
    Options options = PipelineKeys.ALL.bind(head, problems, resolver.withRun(known(file)));
    warn(file, inside, problems);
    Problems below = problems.under(PipelineKeys.CONFIGURATION.name());
    Transformation shape = ShapeReader.read(inside, below, resolver);
    Loading loading = Loading.read(inside, below, resolver);
    ErrorHandling errors = ShapeReader.errors(inside, below, resolver, root);
    Optional<SourceConfig> source = source(file, options, problems);
    source.ifPresent(known -> extraction(known, extraction, problems));
    Optional<StagingConfig> staging = staging(options, loading, problems);
    Optional<String> id =
        options.find(PipelineKeys.ID).filter(text -> text.matches(SourceKeys.IDS));
    if (problems.errors().size() > before
        || id.isEmpty()
        || source.isEmpty()
        || staging.isEmpty()) {
      return Optional.empty();
    }
    return Optional.of(
        PipelineConfig.of(id.get(), source.get())
            .name(options.find(PipelineKeys.NAME).orElse(id.get()))
            .streams(streams(id.get(), options, extraction))
            .extraction(extraction)
            .staging(staging.get())
            .transformation(shape)
            .errorHandling(errors)
            .uniqueColumns(loading.uniqueColumns())
            .runs(runs(options.get(PipelineKeys.CONFIGURATION)))
            .active(options.get(PipelineKeys.ACTIVE)));
  }

  /** What is the same for every run; where a pipeline stages must not depend on the run. */
  private static Map<String, String> known(Configuration file) {
    Map<String, String> known = new HashMap<>();
    file.find(PipelineKeys.ID.name()).ifPresent(id -> known.put("pipeline.id", id.toString()));
    file.find(PipelineKeys.NAME.name())
        .or(() -> file.find(PipelineKeys.ID.name()))
        .ifPresent(name -> known.put("pipeline.name", name.toString()));
    file.find(PipelineKeys.SOURCE_ID.name())
        .ifPresent(source -> known.put("pipeline.source_id", source.toString()));
    return known;
  }

  private static void warn(Configuration file, Configuration inside, Problems problems) {
    for (Option<?> option : PipelineKeys.NOT_ACTED_ON) {
      if (file.find(option.name()).isPresent()) {
        problems.warning(option.name(), PipelineKeys.NOT_ACTED_ON_YET, null);
      }
    }
    Problems below = problems.under(PipelineKeys.CONFIGURATION.name());
    for (Option<?> option : PipelineKeys.NOT_ACTED_ON_INSIDE) {
      if (inside.find(option.name()).isPresent()) {
        below.warning(option.name(), PipelineKeys.NOT_ACTED_ON_YET, null);
      }
    }
  }

  private Optional<SourceConfig> source(Configuration file, Options options, Problems problems) {
    Optional<SourceConfig> source;
    if (file.find(PipelineKeys.SOURCE.name()).isPresent()) {
      source =
          SourceKeys.read(
              file.section(PipelineKeys.SOURCE.name()),
              problems.under(PipelineKeys.SOURCE.name()),
              connectors,
              resolver);
    } else {
      Optional<String> id = options.find(PipelineKeys.SOURCE_ID);
      source = id.map(sources::get);
      if (id.isPresent() && source.isEmpty()) {
        if (declared.contains(id.get())) {
          problems.error(
              PipelineKeys.SOURCE_ID,
              "the source `" + id.get() + "` cannot be used",
              "See what is wrong with its own file");
        } else {
          problems.error(
              PipelineKeys.SOURCE_ID,
              "there is no source `" + id.get() + "`",
              Nearest.remedy(id.get(), declared));
        }
      }
    }
    Optional<String> type = options.find(PipelineKeys.SOURCE_TYPE);
    if (source.isPresent() && type.isPresent()) {
      String wanted = type.get().strip().toUpperCase(Locale.ROOT);
      if (!wanted.equals(source.get().sourceType())) {
        problems.error(
            PipelineKeys.SOURCE_TYPE,
            "the source " + source.get().sourceId() + " is of type " + source.get().sourceType(),
            "Leave `source_type` out, or name another source");
      }
    }
    return source;
  }

  private void extraction(SourceConfig source, Configuration extraction, Problems problems) {
    Optional<ConnectorSpec> spec = connectors.spec(source);
    spec.ifPresent(
        known ->
            ExtractionOptions.ALL
                .plus(known.extraction())
                .bind(
                    extraction,
                    problems
                        .under(PipelineKeys.CONFIGURATION.name())
                        .under(PipelineKeys.EXTRACTION.name()),
                    resolver));
  }

  private Optional<StagingConfig> staging(Options options, Loading loading, Problems problems) {
    Options staging = options.get(PipelineKeys.CONFIGURATION).get(PipelineKeys.STAGING);
    Problems below =
        problems.under(PipelineKeys.CONFIGURATION.name()).under(PipelineKeys.STAGING.name());
    String format = staging.get(PipelineKeys.FORMAT);
    try {
      formats.get(format);
    } catch (ConnectorException unknown) {
      below.error(PipelineKeys.FORMAT, unknown.what(), unknown.remedy().orElse(null));
      return Optional.empty();
    }
    String path = staging.get(PipelineKeys.STAGING_PATH);
    StagingConfig config =
        StagingConfig.at(path.contains("://") ? path : root.resolve(path).normalize().toString())
            .format(format)
            .maxRowsPerFile(staging.get(PipelineKeys.MAX_ROWS))
            .maxBytesPerFile(staging.get(PipelineKeys.MAX_BYTES))
            .replacing(loading.isReplacing());
    return Optional.of(
        staging.find(PipelineKeys.RETENTION).map(config::retentionDays).orElse(config));
  }

  private static RunSettings runs(Options configuration) {
    return RunSettings.defaults()
        .parallelStreams(configuration.get(PipelineKeys.PARALLEL_STREAMS))
        .stopOnFailure(configuration.get(PipelineKeys.STOP_ON_FAILURE));
  }

  private static List<String> streams(String id, Options options, Configuration extraction) {
    List<String> named = options.get(PipelineKeys.STREAMS);
    if (named.isEmpty() && ONE_STREAM.stream().anyMatch(extraction::has)) {
      return List.of(options.find(PipelineKeys.TARGET_TABLE).orElse(id));
    }
    return named;
  }
}
