package dev.tributary.connector.pipeline;

import dev.tributary.connector.SourceConfig;
import dev.tributary.connector.option.Configuration;
import dev.tributary.connector.pipeline.quarantine.ErrorHandling;
import dev.tributary.connector.pipeline.transform.Transformation;
import java.util.List;
import java.util.Objects;

/**
 * A pipeline: which source is read, what of it, and where the records are staged.
 *
 * <p>Each method that sets something returns a copy. Immutable and thread-safe; {@link #toString}
 * shows no option.
 *
 * @since 0.1.0
 */
public final class PipelineConfig {
  private final String pipelineId;
  private final String name;
  private final SourceConfig source;
  private final List<String> streams;
  private final Configuration extraction;
  private final StagingConfig staging;
  private final Transformation transformation;
  private final ErrorHandling errorHandling;
  private final boolean active;
  private final RunSettings runs;
  private final List<String> uniqueColumns;

  private PipelineConfig(
      String pipelineId,
      String name,
      SourceConfig source,
      List<String> streams,
      Configuration extraction,
      StagingConfig staging,
      Transformation transformation,
      ErrorHandling errorHandling,
      boolean active,
      RunSettings runs,
      List<String> uniqueColumns) {
    this.pipelineId = pipelineId;
    this.name = name;
    this.source = source;
    this.streams = streams;
    this.extraction = extraction;
    this.staging = staging;
    this.transformation = transformation;
    this.errorHandling = errorHandling;
    this.active = active;
    this.runs = runs;
    this.uniqueColumns = uniqueColumns;
  }

  /**
   * Returns a pipeline that reads every stream that the source offers and stages into the directory
   * {@code staging}.
   *
   * @param pipelineId its id in paths, states and messages: small letters, digits, {@code _} and
   *     {@code -}
   * @param source what it reads
   * @throws IllegalArgumentException if the id has other characters
   */
  public static PipelineConfig of(String pipelineId, SourceConfig source) {
    if (!pipelineId.matches("[a-z0-9_-]+")) {
      throw new IllegalArgumentException(
          "pipeline_id \"" + pipelineId + "\" may only hold small letters, digits, _ and -");
    }
    return new PipelineConfig(
        pipelineId,
        pipelineId,
        Objects.requireNonNull(source),
        List.of(),
        Configuration.empty(),
        StagingConfig.at("staging"),
        Transformation.none(),
        ErrorHandling.strict(),
        true,
        RunSettings.defaults(),
        List.of());
  }

  /** Returns a copy with a name for people. */
  public PipelineConfig name(String name) {
    return new PipelineConfig(
        pipelineId,
        Objects.requireNonNull(name),
        source,
        streams,
        extraction,
        staging,
        transformation,
        errorHandling,
        active,
        runs,
        uniqueColumns);
  }

  /** Returns a copy that reads these streams; none means all that the source offers. */
  public PipelineConfig streams(List<String> streams) {
    return new PipelineConfig(
        pipelineId,
        name,
        source,
        List.copyOf(streams),
        extraction,
        staging,
        transformation,
        errorHandling,
        active,
        runs,
        uniqueColumns);
  }

  /** Returns a copy with these options of the extraction, as the connector understands them. */
  public PipelineConfig extraction(Configuration extraction) {
    return new PipelineConfig(
        pipelineId,
        name,
        source,
        streams,
        Objects.requireNonNull(extraction),
        staging,
        transformation,
        errorHandling,
        active,
        runs,
        uniqueColumns);
  }

  /** Returns a copy that stages there. */
  public PipelineConfig staging(StagingConfig staging) {
    return new PipelineConfig(
        pipelineId,
        name,
        source,
        streams,
        extraction,
        Objects.requireNonNull(staging),
        transformation,
        errorHandling,
        active,
        runs,
        uniqueColumns);
  }

  /** Returns a copy whose records are shaped so. */
  public PipelineConfig transformation(Transformation transformation) {
    return new PipelineConfig(
        pipelineId,
        name,
        source,
        streams,
        extraction,
        staging,
        Objects.requireNonNull(transformation),
        errorHandling,
        active,
        runs,
        uniqueColumns);
  }

  /** Returns a copy whose streams bear so many bad records. */
  public PipelineConfig errorHandling(ErrorHandling errorHandling) {
    return new PipelineConfig(
        pipelineId,
        name,
        source,
        streams,
        extraction,
        staging,
        transformation,
        Objects.requireNonNull(errorHandling),
        active,
        runs,
        uniqueColumns);
  }

  /** Returns a copy that is, or is not, to be run. */
  public PipelineConfig active(boolean active) {
    return new PipelineConfig(
        pipelineId,
        name,
        source,
        streams,
        extraction,
        staging,
        transformation,
        errorHandling,
        active,
        runs,
        uniqueColumns);
  }

  /** Returns a copy whose streams are run like this. */
  public PipelineConfig runs(RunSettings runs) {
    return new PipelineConfig(
        pipelineId,
        name,
        source,
        streams,
        extraction,
        staging,
        transformation,
        errorHandling,
        active,
        Objects.requireNonNull(runs),
        uniqueColumns);
  }

  /**
   * Returns a copy whose runs stage, of the records of a stream that have the same values in these
   * columns, the first one only. They are columns of the result of the transformation; a record
   * that has no value in one of them is kept. None means that all records are staged.
   */
  public PipelineConfig uniqueColumns(List<String> columns) {
    return new PipelineConfig(
        pipelineId,
        name,
        source,
        streams,
        extraction,
        staging,
        transformation,
        errorHandling,
        active,
        runs,
        List.copyOf(columns));
  }

  /** Returns the id. */
  public String pipelineId() {
    return pipelineId;
  }

  /** Returns the name for people; the id if none was given. */
  public String name() {
    return name;
  }

  /** Returns what it reads. */
  public SourceConfig source() {
    return source;
  }

  /** Returns the streams that it reads; empty means all that the source offers. */
  public List<String> streams() {
    return streams;
  }

  /** Returns the options of the extraction. */
  public Configuration extraction() {
    return extraction;
  }

  /** Returns where records are staged. */
  public StagingConfig staging() {
    return staging;
  }

  /** Returns how records are shaped. */
  public Transformation transformation() {
    return transformation;
  }

  /** Returns how many bad records its streams bear. */
  public ErrorHandling errorHandling() {
    return errorHandling;
  }

  /** Returns whether it is to be run. */
  public boolean isActive() {
    return active;
  }

  /** Returns how its streams are run. */
  public RunSettings runs() {
    return runs;
  }

  /** Returns the columns of which a run stages each combination of values once; empty for none. */
  public List<String> uniqueColumns() {
    return uniqueColumns;
  }

  @Override
  public String toString() {
    return pipelineId + " from " + source;
  }
}
