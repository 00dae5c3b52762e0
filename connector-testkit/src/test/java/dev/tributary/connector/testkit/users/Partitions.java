package dev.tributary.connector.testkit.users;

import dev.tributary.connector.BaseConnector;
import dev.tributary.connector.Connectors;
import dev.tributary.connector.Planned;
import dev.tributary.connector.SourceConfig;
import dev.tributary.connector.TaskRun;
import dev.tributary.connector.batch.RecordBatch;
import dev.tributary.connector.read.ReadTask;
import java.io.Closeable;
import java.io.Serializable;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** How Spark reads: partitions planned on the driver, each read row by row on some executor. */
final class Partitions {
  private Partitions() {}

  /** What travels to an executor. */
  record Partition(String task, String source) implements Serializable {}

  static List<Partition> plan(BaseConnector connector, Planned planned) {
    List<Partition> partitions = new ArrayList<>();
    String source = connector.source().toJson();
    for (ReadTask task : planned.all()) {
      partitions.add(new Partition(task.toJson(), source));
    }
    return partitions;
  }

  /** A reader on an executor. */
  static final class Reader implements Closeable {
    private final BaseConnector connector;
    private final TaskRun run;
    private RecordBatch batch;
    private int row = -1;

    Reader(Partition partition, Connectors connectors) {
      this.connector = connectors.create(SourceConfig.fromJson(partition.source()));
      this.run = connector.read(ReadTask.fromJson(partition.task()));
    }

    boolean next() {
      row++;
      while (batch == null || row >= batch.size()) {
        batch = run.poll(Duration.ofDays(1));
        row = 0;
        if (batch == null && run.isFinished()) {
          return false;
        }
      }
      return true;
    }

    long getLong(int column) {
      return batch.column(column).getLong(row);
    }

    @Override
    public void close() {
      run.close();
      connector.close();
    }
  }
}
