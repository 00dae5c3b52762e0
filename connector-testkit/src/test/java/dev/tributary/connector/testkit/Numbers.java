package dev.tributary.connector.testkit;

import dev.tributary.connector.BaseConnector;
import dev.tributary.connector.ConnectorFactory;
import dev.tributary.connector.ConnectorSpec;
import dev.tributary.connector.SourceConfig;
import dev.tributary.connector.error.ConnectorException;
import dev.tributary.connector.error.ErrorKind;
import dev.tributary.connector.host.ConnectorContext;
import dev.tributary.connector.option.Option;
import dev.tributary.connector.option.Secret;
import dev.tributary.connector.read.PlanRequest;
import dev.tributary.connector.read.ReadContext;
import dev.tributary.connector.read.ReadTask;
import dev.tributary.connector.read.SplitPlan;
import dev.tributary.connector.read.SplitReader;
import dev.tributary.connector.read.StreamInfo;
import dev.tributary.connector.schema.Field;
import dev.tributary.connector.schema.StreamSchema;
import dev.tributary.connector.split.Position;
import dev.tributary.connector.split.Split;
import java.util.List;
import java.util.function.BiFunction;
import java.util.stream.IntStream;
import java.util.stream.LongStream;

/** A sound connector of 100 numbers in four splits, to be broken in one place at a time. */
class Numbers extends BaseConnector {
  static final Option<String> PLACE = Option.string("place").required();
  static final Option<Secret> TOKEN = Option.secret("token");
  static final int SPLITS = 4;
  static final int RECORDS = 25;

  final SourceConfig config;
  final ConnectorContext host;

  Numbers(SourceConfig config, ConnectorContext host) {
    this.config = config;
    this.host = host;
  }

  @Override
  protected List<StreamInfo> streams() {
    return List.of(StreamInfo.of("numbers"));
  }

  @Override
  protected StreamSchema describe(String stream) throws Exception {
    if (!stream.equals("numbers")) {
      throw ConnectorException.of(ErrorKind.NOT_FOUND, "there is no stream " + stream).build();
    }
    return StreamSchema.of(Field.int64("id").required(), Field.string("note")).key("id");
  }

  @Override
  protected SplitPlan planSplits(PlanRequest request) {
    return SplitPlan.of(IntStream.range(0, SPLITS).mapToObj(this::split).toList());
  }

  Split split(int number) {
    return Split.of("numbers/" + number, "numbers").bounds(Position.of("from", number * RECORDS));
  }

  @Override
  protected SplitReader openSplit(ReadTask task, ReadContext context) throws Exception {
    long from = task.split().bounds().getLong("from");
    return SplitReader.of(
        task,
        context,
        LongStream.range(from, from + RECORDS).filter(id -> keeps(task, id)).iterator(),
        (id, rows) -> rows.add().set(0, id).set(1, FakeStream.note(id)));
  }

  /** Returns whether a record is yielded. */
  boolean keeps(ReadTask task, long id) {
    return true;
  }

  /** Returns a factory of connectors of type NUMBERS. */
  static ConnectorFactory factory(
      ConnectorSpec spec, BiFunction<SourceConfig, ConnectorContext, BaseConnector> make) {
    return new ConnectorFactory() {
      @Override
      public String sourceType() {
        return "NUMBERS";
      }

      @Override
      public ConnectorSpec spec() {
        return spec;
      }

      @Override
      public BaseConnector create(SourceConfig source, ConnectorContext host) {
        return make.apply(source, host);
      }
    };
  }
}
