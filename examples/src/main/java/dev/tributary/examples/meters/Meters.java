package dev.tributary.examples.meters;

import dev.tributary.connector.BaseConnector;
import dev.tributary.connector.ConnectorFactory;
import dev.tributary.connector.ConnectorSpec;
import dev.tributary.connector.SourceConfig;
import dev.tributary.connector.error.ConnectorException;
import dev.tributary.connector.error.ErrorKind;
import dev.tributary.connector.host.ConnectorContext;
import dev.tributary.connector.option.Option;
import dev.tributary.connector.read.PlanRequest;
import dev.tributary.connector.read.ReadContext;
import dev.tributary.connector.read.ReadTask;
import dev.tributary.connector.read.SplitPlan;
import dev.tributary.connector.read.SplitReader;
import dev.tributary.connector.read.StreamInfo;
import dev.tributary.connector.schema.Field;
import dev.tributary.connector.schema.StreamSchema;
import dev.tributary.connector.split.Position;
import java.io.EOFException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;

/** Reads what meters wrote: a file that only grows, of records of 16 bytes. */
public final class Meters extends BaseConnector {
  static final int RECORD = 16;
  static final String STREAM = "readings";

  private static final Option<String> FILE =
      Option.string("file").required().doc("The file of readings");
  private static final Option<Integer> RANGE =
      Option.integer("records_per_split", 100_000).atLeast(1).doc("How much is read at once");

  /** Makes it. */
  public static final class Factory implements ConnectorFactory {
    @Override
    public String sourceType() {
      return "METERS";
    }

    @Override
    public ConnectorSpec spec() {
      return ConnectorSpec.connection(FILE).extraction(RANGE);
    }

    @Override
    public BaseConnector create(SourceConfig source, ConnectorContext host) {
      return new Meters(Path.of(source.get(FILE)));
    }
  }

  private final Path file;

  private Meters(Path file) {
    this.file = file;
  }

  @Override
  protected List<StreamInfo> streams() {
    return List.of(StreamInfo.of(STREAM));
  }

  @Override
  protected StreamSchema describe(String stream) {
    if (!stream.equals(STREAM)) {
      throw ConnectorException.of(ErrorKind.NOT_FOUND, "there are only " + STREAM).build();
    }
    return StreamSchema.of(Field.int64("meter"), Field.float64("value"));
  }

  @Override
  protected SplitPlan planSplits(PlanRequest request) throws IOException {
    // An interrupted plan goes on as it was frozen; a new one begins where the last run ended.
    Position where =
        request.interrupted().isPresent()
            ? request.interrupted().get().position()
            : Position.of(Ranges.END, Files.size(file) / RECORD)
                .with(Ranges.NEXT, request.state(STREAM).watermark().map(Ranges::seen).orElse(0L));
    return new Ranges(where, request.get(RANGE));
  }

  @Override
  protected SplitReader openSplit(ReadTask task, ReadContext context) throws IOException {
    return new MeterReader(file, task, context);
  }

  @Override
  protected String probe() throws IOException {
    return Files.size(file) / RECORD + " readings";
  }

  @Override
  protected ErrorKind classify(Exception failure) {
    if (failure instanceof NoSuchFileException) {
      return ErrorKind.NOT_FOUND;
    }
    return failure instanceof EOFException ? ErrorKind.STATE_LOST : super.classify(failure);
  }
}
