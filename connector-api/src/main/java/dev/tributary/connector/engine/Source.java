package dev.tributary.connector.engine;

import dev.tributary.connector.error.ErrorKind;
import dev.tributary.connector.option.Options;
import dev.tributary.connector.read.PlanRequest;
import dev.tributary.connector.read.ReadContext;
import dev.tributary.connector.read.ReadTask;
import dev.tributary.connector.read.SplitPlan;
import dev.tributary.connector.read.SplitReader;
import dev.tributary.connector.schema.StreamSchema;
import dev.tributary.connector.split.Position;
import dev.tributary.connector.state.Commit;
import java.util.List;

/** What the engine needs of a connector. */
public interface Source {
  /** Returns the {@code source_id}. */
  String id();

  /** Returns the source type, in capitals. */
  String type();

  /** Returns the names of the streams that are offered, given the extraction's options. */
  List<String> streams(Options options) throws Exception;

  /** Returns the schema of a stream, given the extraction's options. */
  StreamSchema describe(String stream, Options options) throws Exception;

  /** Plans a read. */
  SplitPlan plan(PlanRequest request) throws Exception;

  /** Opens a split. */
  SplitReader open(ReadTask task, ReadContext context) throws Exception;

  /** Tells the source what the host has stored. */
  void afterCommit(List<Commit> commits) throws Exception;

  /** Returns the version of what the connector puts into positions. */
  int stateVersion();

  /** Brings a position of an older version forward. */
  Position migrate(int from, Position position);

  /** Returns the kind of a failure that is no {@code ConnectorException}. */
  ErrorKind classify(Exception failure);
}
