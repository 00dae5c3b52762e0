package dev.tributary.connector.engine;

import dev.tributary.connector.batch.BatchLimits;
import dev.tributary.connector.host.ConnectorContext;
import dev.tributary.connector.json.JsonTree;
import dev.tributary.connector.option.Configuration;
import dev.tributary.connector.option.Option;
import dev.tributary.connector.option.Options;
import dev.tributary.connector.read.ExtractionOptions;
import dev.tributary.connector.read.ExtractionRequest;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What is asked of a source, and with what.
 *
 * @param source the connector
 * @param request what the host asked for
 * @param options the options of the extraction, bound
 * @param host what the host lends
 */
public record Job(
    Source source, ExtractionRequest request, Options options, ConnectorContext host) {

  /** Returns how large batches become. */
  BatchLimits limits() {
    return BatchLimits.defaults()
        .rows(options.get(ExtractionOptions.BATCH_SIZE))
        .bytes(options.get(ExtractionOptions.BATCH_BYTES));
  }

  /** Returns how many splits are read at once. */
  int workers() {
    if (!options.get(ExtractionOptions.PARALLEL)) {
      return 1;
    }
    return options
        .find(ExtractionOptions.WORKERS)
        .orElseGet(() -> Runtime.getRuntime().availableProcessors());
  }

  /** Returns what makes this source's failures. */
  Failures failures() {
    return new Failures(source, host.redactor());
  }

  /**
   * Returns a text that changes when something else is asked for: streams, options and window, but
   * not how fast or in what portions it is read.
   */
  String fingerprint() {
    Configuration asked = request.options();
    for (Option<?> tuning : ExtractionOptions.ALL.options()) {
      asked = asked.without(tuning.name());
    }
    TreeMap<String, Object> tree = new TreeMap<>();
    tree.put("streams", List.copyOf(request.streams()));
    tree.put("options", JsonTree.parseObject(asked.toJson()));
    tree.put("unbounded", request.isUnbounded());
    request
        .window()
        .ifPresent(
            window -> tree.put("window", Map.of("from", window.from(), "until", window.until())));
    try {
      byte[] hash =
          MessageDigest.getInstance("SHA-256")
              .digest(JsonTree.write(tree).getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(hash, 0, 8);
    } catch (NoSuchAlgorithmException impossible) {
      throw new IllegalStateException("every Java has SHA-256", impossible);
    }
  }
}
