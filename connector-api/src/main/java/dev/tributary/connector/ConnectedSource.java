package dev.tributary.connector;

import dev.tributary.connector.engine.Source;
import dev.tributary.connector.error.ErrorKind;
import dev.tributary.connector.option.Options;
import dev.tributary.connector.read.PlanRequest;
import dev.tributary.connector.read.ReadContext;
import dev.tributary.connector.read.ReadTask;
import dev.tributary.connector.read.SplitPlan;
import dev.tributary.connector.read.SplitReader;
import dev.tributary.connector.read.StreamInfo;
import dev.tributary.connector.schema.StreamSchema;
import dev.tributary.connector.split.Position;
import dev.tributary.connector.state.Commit;
import java.util.List;

/** What the engine sees of a connector. Connects before whatever is asked first. */
final class ConnectedSource implements Source {
  private final BaseConnector connector;
  private final Lifecycle lifecycle;
  private final BaseConnector.Setup with;

  ConnectedSource(BaseConnector connector, Lifecycle lifecycle, BaseConnector.Setup with) {
    this.connector = connector;
    this.lifecycle = lifecycle;
    this.with = with;
  }

  @Override
  public String id() {
    return with.source().sourceId();
  }

  @Override
  public String type() {
    return with.source().sourceType();
  }

  @Override
  public List<String> streams(Options options) throws Exception {
    lifecycle.connected();
    return connector.streams(options).stream().map(StreamInfo::name).toList();
  }

  @Override
  public StreamSchema describe(String stream, Options options) throws Exception {
    lifecycle.connected();
    return connector.describe(stream, options);
  }

  @Override
  public SplitPlan plan(PlanRequest request) throws Exception {
    lifecycle.connected();
    return connector.planSplits(request);
  }

  @Override
  public SplitReader open(ReadTask task, ReadContext context) throws Exception {
    lifecycle.connected();
    return connector.openSplit(task, context);
  }

  @Override
  public void afterCommit(List<Commit> commits) throws Exception {
    lifecycle.connected();
    connector.afterCommit(commits);
  }

  @Override
  public int stateVersion() {
    return connector.stateVersion();
  }

  @Override
  public Position migrate(int from, Position position) {
    return connector.migrate(from, position);
  }

  @Override
  public ErrorKind classify(Exception failure) {
    return connector.classify(failure);
  }
}
