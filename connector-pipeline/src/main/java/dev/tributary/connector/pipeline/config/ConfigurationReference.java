package dev.tributary.connector.pipeline.config;

import dev.tributary.connector.ConnectorSpec;
import dev.tributary.connector.Connectors;
import dev.tributary.connector.json.JsonTree;
import dev.tributary.connector.option.OptionSet;
import dev.tributary.connector.read.ExtractionOptions;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The keys of sources' and pipelines' files, for editors and for people: made from the same
 * declarations that files are checked against, and from the options of the connectors at hand.
 *
 * @since 0.1.0
 */
public final class ConfigurationReference {
  private ConfigurationReference() {}

  /** Returns the JSON Schema (draft 2020-12) of a source's file. */
  public static String sourceSchema(Connectors connectors) {
    Map<String, Object> schema = new LinkedHashMap<>();
    schema.put("$schema", "https://json-schema.org/draft/2020-12/schema");
    schema.put("title", "A source");
    schema.putAll(source(connectors));
    return JsonTree.writePretty(schema) + "\n";
  }

  private static Map<String, Object> source(Connectors connectors) {
    Map<String, Object> source = schema(SourceKeys.ALL);
    List<Object> cases = new ArrayList<>();
    connectors
        .specs()
        .forEach(
            (type, spec) ->
                cases.add(ifType(type, Map.of("connection_config", schema(spec.connection())))));
    source.put("allOf", cases);
    return source;
  }

  /**
   * Returns the JSON Schema (draft 2020-12) of a pipeline's file. Options of an extraction are
   * checked where the file says its {@code source_type}.
   */
  public static String pipelineSchema(Connectors connectors) {
    Map<String, Object> schema = new LinkedHashMap<>();
    schema.put("$schema", "https://json-schema.org/draft/2020-12/schema");
    schema.put("title", "A pipeline");
    schema.putAll(schema(PipelineKeys.ALL));
    Map<String, @Nullable Object> properties = JsonTree.map(schema.get("properties"));
    properties.put("source", source(connectors));
    Map<String, @Nullable Object> inside =
        JsonTree.map(JsonTree.map(properties.get("configuration")).get("properties"));
    inside.put("transformation", schema(ShapeKeys.TRANSFORMATION));
    inside.put("loading", schema(ShapeKeys.LOADING));
    inside.put("error_handling", schema(ShapeKeys.ERROR_HANDLING));
    List<Object> cases = new ArrayList<>(JsonTree.list(schema.get("allOf")));
    connectors
        .specs()
        .forEach(
            (type, spec) ->
                cases.add(
                    ifType(
                        type,
                        Map.of(
                            "configuration",
                            Map.of("properties", Map.of("extraction", extraction(spec)))))));
    schema.put("allOf", cases);
    return JsonTree.writePretty(schema) + "\n";
  }

  private static Map<String, Object> extraction(ConnectorSpec spec) {
    return schema(ExtractionOptions.ALL.plus(spec.extraction()));
  }

  private static Map<String, Object> ifType(String type, Map<String, Object> properties) {
    List<String> spellings = List.of(type, type.toLowerCase(Locale.ROOT));
    Map<String, Object> condition = new LinkedHashMap<>(); // in one order, so that files are equal
    condition.put("properties", Map.of("source_type", Map.of("enum", spellings)));
    condition.put("required", List.of("source_type"));
    Map<String, Object> choice = new LinkedHashMap<>();
    choice.put("if", condition);
    choice.put("then", Map.of("properties", properties));
    return choice;
  }

  private static Map<String, Object> schema(OptionSet options) {
    Map<String, Object> schema = new LinkedHashMap<>();
    JsonTree.parseObject(options.toJsonSchema())
        .forEach(
            (key, value) -> {
              if (value != null && !key.equals("$schema")) {
                schema.put(key, value);
              }
            });
    return schema;
  }

  /** Returns the reference page of both kinds of file, in Markdown. */
  public static String page() {
    return "# Keys of sources and pipelines\n\n"
        + "Made from the keys themselves; do not edit. For editors there are JSON Schemas of"
        + " [sources](schema/source.schema.json) and [pipelines](schema/pipeline.schema.json).\n\n"
        + "## A source\n\n"
        + SourceKeys.ALL.toMarkdown().strip()
        + "\n\n## A pipeline\n\n"
        + PipelineKeys.ALL.toMarkdown().strip()
        + "\n\n### `configuration.extraction`, beside the connector's own options\n\n"
        + ExtractionOptions.ALL.toMarkdown().strip()
        + "\n\n### `configuration.transformation`\n\n"
        + ShapeKeys.TRANSFORMATION.toMarkdown().strip()
        + "\n\n### `configuration.loading`\n\n"
        + ShapeKeys.LOADING.toMarkdown().strip()
        + "\n\n### `configuration.error_handling`\n\n"
        + ShapeKeys.ERROR_HANDLING.toMarkdown().strip()
        + "\n";
  }
}
