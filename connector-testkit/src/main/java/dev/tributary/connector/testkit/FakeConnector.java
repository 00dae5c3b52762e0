package dev.tributary.connector.testkit;

import dev.tributary.connector.BaseConnector;
import dev.tributary.connector.SourceConfig;
import dev.tributary.connector.error.ConnectorException;
import dev.tributary.connector.error.ErrorKind;
import dev.tributary.connector.option.Problems;
import dev.tributary.connector.read.PlanRequest;
import dev.tributary.connector.read.ReadContext;
import dev.tributary.connector.read.ReadTask;
import dev.tributary.connector.read.SplitPlan;
import dev.tributary.connector.read.SplitReader;
import dev.tributary.connector.read.StreamInfo;
import dev.tributary.connector.schema.StreamSchema;
import dev.tributary.connector.state.Commit;
import dev.tributary.connector.state.ExtractionState;
import java.io.IOException;
import java.util.List;

/** A client of a {@link FakeSource}. */
final class FakeConnector extends BaseConnector {
  private final FakeSource server;
  private final SourceConfig source;

  FakeConnector(FakeSource server, SourceConfig source) {
    this.server = server;
    this.source = source;
  }

  @Override
  protected void connect() {
    server.log().connected();
  }

  @Override
  protected void disconnect() {
    server.log().disconnected();
  }

  @Override
  protected String probe() {
    letIn();
    return server.streams().size() + " streams";
  }

  @Override
  protected void validateConnectionConfig(Problems problems) {
    if (source.find(FakeSource.PLACE).filter("nowhere"::equals).isPresent()) {
      problems.error(FakeSource.PLACE, "nothing is nowhere", "Name another place");
    }
  }

  @Override
  protected List<StreamInfo> streams() {
    letIn();
    return server.streams().stream().map(stream -> StreamInfo.of(stream.name())).toList();
  }

  @Override
  protected StreamSchema describe(String stream) throws Exception {
    letIn();
    server.happen("describe " + stream, 0, new Line());
    return server.stream(stream).schema();
  }

  @Override
  protected SplitPlan planSplits(PlanRequest request) throws Exception {
    letIn();
    return new FakePlan(server, request);
  }

  @Override
  protected SplitReader openSplit(ReadTask task, ReadContext context) throws Exception {
    letIn();
    if (task.split().id().equals(FakeChanges.SPLIT)) {
      return new FakeChangeReader(server, task, context);
    }
    return new FakeReader(server, task, context);
  }

  @Override
  protected void afterCommit(List<Commit> commits) throws IOException {
    if (server.refusesCommit()) {
      throw new IOException("ordered to refuse a commit");
    }
    server.log().committed(commits);
  }

  @Override
  protected void release(ExtractionState abandoned) {
    server.log().released(1);
  }

  private void letIn() {
    if (!server.letsIn(source)) {
      throw ConnectorException.of(ErrorKind.AUTHENTICATION, "the source refuses the token")
          .place(source.where(FakeSource.TOKEN))
          .remedy("Set the token that the source was given")
          .build();
    }
  }
}
