package dev.tributary.connector;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tributary.connector.batch.RecordBatch;
import dev.tributary.connector.batch.Row;
import dev.tributary.connector.error.ConnectorException;
import dev.tributary.connector.error.ErrorKind;
import dev.tributary.connector.host.ConnectorContext;
import dev.tributary.connector.option.Option;
import dev.tributary.connector.pagination.Page;
import dev.tributary.connector.pagination.Pagination;
import dev.tributary.connector.read.ExtractionRequest;
import dev.tributary.connector.read.PageFetcher;
import dev.tributary.connector.read.ReadContext;
import dev.tributary.connector.read.ReadTask;
import dev.tributary.connector.read.SplitReader;
import dev.tributary.connector.schema.Field;
import dev.tributary.connector.schema.StreamSchema;
import dev.tributary.connector.state.ExtractionState;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/** What a newcomer's connector gets for nothing. */
class FirstConnectorTest {
  private static final int PAGE = 100;

  @Test
  void readsEveryPage() {
    assertThat(ids(ExtractionRequest.of("numbers"), 1_000)).isEqualTo(upTo(1_000));
  }

  @Test
  void readsSeveralPagesAtOnceInOrder() {
    Connectors connectors = Connectors.none().with(new Factory(4));
    try (BaseConnector source = connectors.create(config(1_000));
        Extraction extraction = source.extractData(ExtractionRequest.of("numbers"))) {
      List<Long> ids = new ArrayList<>();
      extraction.forEach(batch -> batch.forEach(row -> ids.add(row.getLong("id"))));
      assertThat(ids).isEqualTo(upTo(1_000));
      assertThat(extraction.metadata().isComplete()).isTrue();
    }
  }

  @Test
  void resumesAfterEachBatch() {
    for (int stop = 1; stop <= 9; stop++) {
      List<Long> ids = new ArrayList<>();
      ExtractionState saved = ExtractionState.initial();
      ExtractionRequest request = ExtractionRequest.of("numbers").batchSize(PAGE);
      try (BaseConnector source = connector(1_000);
          Extraction extraction = source.extractData(request)) {
        int batches = 0;
        for (RecordBatch batch : extraction) {
          batch.forEach(row -> ids.add(row.getLong("id")));
          extraction.complete(batch);
          saved = ExtractionState.fromJson(extraction.state().toJson());
          if (++batches == stop) {
            break;
          }
        }
      }
      try (BaseConnector source = connector(1_000);
          Extraction extraction = source.extractData(request.from(saved))) {
        for (RecordBatch batch : extraction) {
          for (Row row : batch) {
            ids.add(row.getLong("id"));
          }
        }
        assertThat(extraction.state().isComplete()).isTrue();
      }
      assertThat(ids).as("stopped after " + stop).isEqualTo(upTo(1_000));
    }
  }

  @Test
  void deliversWhatWasReadBeforeAFailure() {
    List<Long> ids = new ArrayList<>();
    try (BaseConnector source = connector(-550);
        Extraction extraction =
            source.extractData(ExtractionRequest.of("numbers").with("max_reopenings", 0))) {
      assertThatThrownBy(
              () -> extraction.forEach(batch -> batch.forEach(row -> ids.add(row.getLong("id")))))
          .isInstanceOfSatisfying(
              ConnectorException.class,
              error -> {
                assertThat(error.kind()).isEqualTo(ErrorKind.DATA);
                assertThat(error.getMessage()).startsWith("here: numbers: the page is torn");
              });
      assertThat(ids).isEqualTo(upTo(500));
      assertThat(extraction.isFinished()).isTrue();
      assertThat(extraction.state().isComplete()).isFalse();
    }
  }

  private static List<Long> ids(ExtractionRequest request, int records) {
    try (BaseConnector source = connector(records);
        Extraction extraction = source.extractData(request)) {
      List<Long> ids = new ArrayList<>();
      for (RecordBatch batch : extraction) {
        for (Row row : batch) {
          ids.add(row.getLong("id"));
        }
      }
      return ids;
    }
  }

  private static List<Long> upTo(long end) {
    return LongStream.range(0, end).boxed().toList();
  }

  private static BaseConnector connector(int records) {
    return Connectors.none().with(new Factory(1)).create(config(records));
  }

  private static SourceConfig config(int records) {
    return SourceConfig.of("NUMBERS", "here").with("records", records);
  }

  private static final Option<Integer> RECORDS =
      Option.integer("records").required().doc("How many; below zero, how many before a failure");

  private record Factory(int concurrent) implements ConnectorFactory {
    @Override
    public String sourceType() {
      return "NUMBERS";
    }

    @Override
    public ConnectorSpec spec() {
      return ConnectorSpec.connection(RECORDS);
    }

    @Override
    public BaseConnector create(SourceConfig source, ConnectorContext host) {
      return new Numbers(source.get(RECORDS), concurrent);
    }
  }

  private static final class Numbers extends BaseConnector {
    private final int records;
    private final int concurrent;

    Numbers(int records, int concurrent) {
      this.records = records;
      this.concurrent = concurrent;
    }

    @Override
    protected StreamSchema describe(String stream) {
      return StreamSchema.of(Field.int64("id"), Field.string("text")).key("id");
    }

    @Override
    protected SplitReader openSplit(ReadTask task, ReadContext context) {
      PageFetcher fetcher =
          (page, rows) -> {
            long from = (page.number() - 1) * PAGE;
            long to = Math.min(from + PAGE, Math.abs(records));
            for (long id = from; id < to; id++) {
              rows.add().set("id", id).set("text", "number " + id);
            }
            if (records < 0 && to - from < PAGE) {
              throw ConnectorException.of(ErrorKind.DATA, "the page is torn").build();
            }
            return Page.of(Math.max(0, to - from));
          };
      return SplitReader.paged(
          task, context, Pagination.pageNumber(1).pageSize(PAGE).concurrent(concurrent), fetcher);
    }
  }
}
