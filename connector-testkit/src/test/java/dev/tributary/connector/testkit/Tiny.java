package dev.tributary.connector.testkit;

import dev.tributary.connector.BaseConnector;
import dev.tributary.connector.ConnectorFactory;
import dev.tributary.connector.ConnectorSpec;
import dev.tributary.connector.Connectors;
import dev.tributary.connector.SourceConfig;
import dev.tributary.connector.host.ConnectorContext;
import dev.tributary.connector.option.Option;
import dev.tributary.connector.option.Secret;
import dev.tributary.connector.read.ReadContext;
import dev.tributary.connector.read.ReadTask;
import dev.tributary.connector.read.SplitReader;
import dev.tributary.connector.schema.Field;
import dev.tributary.connector.schema.StreamSchema;
import java.util.function.Function;
import java.util.stream.LongStream;

/** A connector of a few lines, for tests to override where they mean to do something odd. */
class Tiny extends BaseConnector {
  static final Option<String> PLACE = Option.string("place", "here");
  static final Option<Secret> TOKEN = Option.secret("token");

  private final SourceConfig config;

  Tiny(SourceConfig config) {
    this.config = config;
  }

  SourceConfig config() {
    return config;
  }

  @Override
  protected StreamSchema describe(String stream) {
    return StreamSchema.of(Field.int64("id").required()).key("id");
  }

  @Override
  protected SplitReader openSplit(ReadTask task, ReadContext context) throws Exception {
    return SplitReader.of(
        task, context, LongStream.range(0, 20).iterator(), (id, rows) -> rows.add().set(0, id));
  }

  /** Returns a host's connectors, of which this one is the only one. */
  static Connectors only(Function<SourceConfig, BaseConnector> make, ConnectorContext host) {
    ConnectorFactory factory =
        new ConnectorFactory() {
          @Override
          public String sourceType() {
            return "TINY";
          }

          @Override
          public ConnectorSpec spec() {
            return ConnectorSpec.connection(PLACE, TOKEN);
          }

          @Override
          public BaseConnector create(SourceConfig source, ConnectorContext context) {
            return make.apply(source);
          }
        };
    return Connectors.none().with(factory).with(host);
  }

  static BaseConnector make(Function<SourceConfig, BaseConnector> make) {
    return only(make, ConnectorContext.defaults()).create(SourceConfig.of("TINY", "tiny"));
  }
}
