package dev.tributary.connector.pipeline.transform;

import dev.tributary.connector.batch.RecordBatch;
import dev.tributary.connector.error.ConnectorException;
import dev.tributary.connector.error.ErrorKind;
import dev.tributary.connector.schema.StreamSchema;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Shapes the batches of one stream. The transformation is compiled for the schema of the first
 * batch, and again whenever a batch comes with a newer one. Used by one thread.
 *
 * @since 0.1.0
 */
public final class Transformer {
  private final Transformation transformation;
  private final Instant now;
  private final byte[] salt;
  private @Nullable Plan plan;

  private Transformer(Transformation transformation, Instant now) {
    this.transformation = transformation;
    this.now = now;
    this.salt =
        transformation.salt().isEmpty()
            ? new byte[0]
            : transformation
                .salt()
                .get()
                .reveal()
                .getBytes(java.nio.charset.StandardCharsets.UTF_8);
  }

  /**
   * Returns a transformer.
   *
   * @param transformation what it does; the salt of its hashes is read now
   * @param now what {@code now()} gives in expressions: when the run began
   * @throws ConnectorException if the salt cannot be read
   */
  public static Transformer of(Transformation transformation, Instant now) {
    return new Transformer(transformation, now);
  }

  /**
   * Returns the schema that records of a schema have once they are shaped.
   *
   * @throws ConnectorException of kind CONFIG that names the column, type or expression that does
   *     not fit
   */
  public StreamSchema schema(StreamSchema source) {
    return transformation.isIdentity() ? source : plan(source).schema();
  }

  /**
   * Shapes a batch.
   *
   * @throws ConnectorException of kind CONFIG if the transformation does not fit its schema, or if
   *     it holds changes, which cannot be shaped
   */
  public Shaped apply(RecordBatch batch) {
    if (transformation.isIdentity() || batch.size() == 0) {
      return new Shaped(batch, List.of());
    }
    if (batch.isChanges()) {
      throw ConnectorException.of(
              ErrorKind.CONFIG,
              "the stream holds changes of records, and a transformation shapes records only")
          .stream(batch.stream())
          .remedy("Stage it without `transformation`, and shape what is loaded")
          .build();
    }
    return plan(batch.schema()).apply(batch, now);
  }

  private Plan plan(StreamSchema source) {
    Plan known = plan;
    if (known == null || !known.source().equals(source)) {
      plan = known = new Compiler(transformation, source, salt).compile();
    }
    return known;
  }
}
