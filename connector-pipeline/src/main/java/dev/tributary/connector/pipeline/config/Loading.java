package dev.tributary.connector.pipeline.config;

import dev.tributary.connector.option.Configuration;
import dev.tributary.connector.option.Option;
import dev.tributary.connector.option.Options;
import dev.tributary.connector.option.Problems;
import dev.tributary.connector.option.Resolver;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * What {@code loading} says about what is staged.
 *
 * @param disposition what becomes of what was staged before
 * @param key the columns that tell records apart
 */
record Loading(String disposition, List<String> key) {
  private static final String MERGE = "WRITE_MERGE";
  private static final Set<String> LATER = Set.of(MERGE, "WRITE_EMPTY");

  /**
   * Reads it.
   *
   * @param inside what stands below {@code configuration}
   * @param problems gets what is wrong, with paths below {@code configuration}
   */
  static Loading read(Configuration inside, Problems problems, Resolver resolver) {
    Configuration written = inside.section("loading");
    Problems below = problems.under("loading");
    Options options = ShapeKeys.LOADING.bind(written, below, resolver);
    for (Option<?> option : ShapeKeys.LOADING_NOT_ACTED_ON) {
      if (written.find(option.name()).isPresent()) {
        below.warning(option.name(), PipelineKeys.NOT_ACTED_ON_YET, null);
      }
    }
    String disposition =
        options.find(ShapeKeys.DISPOSITION).orElse("WRITE_APPEND").toUpperCase(Locale.ROOT);
    if (LATER.contains(disposition)) {
      below.warning(ShapeKeys.DISPOSITION.name(), PipelineKeys.NOT_ACTED_ON_YET, null);
    }
    List<String> key = options.find(ShapeKeys.UNIQUE).orElse(List.of());
    Set<String> seen = new HashSet<>();
    for (String column : key) {
      if (!seen.add(column)) {
        below.error(ShapeKeys.UNIQUE.name(), "names `" + column + "` twice", "Name it once");
      }
    }
    return new Loading(disposition, key);
  }

  boolean isReplacing() {
    return disposition.equals("WRITE_TRUNCATE");
  }

  /** Returns the columns of which a run stages each combination of values once. */
  List<String> uniqueColumns() {
    return disposition.equals(MERGE) ? List.of() : key;
  }
}
