package org.example.outside;

import dev.tributary.connector.BaseConnector;
import dev.tributary.connector.SourceConfig;
import dev.tributary.connector.error.ConnectorException;
import dev.tributary.connector.error.ErrorKind;
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
import dev.tributary.connector.split.Split;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.LongStream;

/** Counts, a hundred numbers to a split. */
final class Numbers extends BaseConnector {
  static final Option<Long> UP_TO = Option.longInteger("up_to").required().doc("The last number");

  private static final long SHARE = 100;

  private final long last;

  Numbers(SourceConfig source) {
    last = source.get(UP_TO);
  }

  @Override
  protected List<StreamInfo> streams() {
    return List.of(StreamInfo.of("numbers"));
  }

  @Override
  protected StreamSchema describe(String stream) {
    if (!stream.equals("numbers")) {
      throw ConnectorException.of(ErrorKind.NOT_FOUND, "there is no stream " + stream).build();
    }
    return StreamSchema.of(Field.int64("n"), Field.string("text")).key("n");
  }

  @Override
  protected SplitPlan planSplits(PlanRequest request) {
    List<Split> splits = new ArrayList<>();
    for (long from = 1; from <= last; from += SHARE) {
      Position bounds = Position.of("from", from).with("to", Math.min(last, from + SHARE - 1));
      splits.add(Split.of("numbers-" + from, "numbers").bounds(bounds));
    }
    return SplitPlan.of(splits);
  }

  @Override
  protected SplitReader openSplit(ReadTask task, ReadContext context) {
    Position bounds = task.split().bounds();
    var numbers = LongStream.rangeClosed(bounds.getLong("from"), bounds.getLong("to")).iterator();
    return SplitReader.of(
        task, context, numbers, (n, rows) -> rows.add().set("n", n).set("text", "number " + n));
  }
}
