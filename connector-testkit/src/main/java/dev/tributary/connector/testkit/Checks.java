package dev.tributary.connector.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.tributary.connector.BaseConnector;
import dev.tributary.connector.Connectors;
import dev.tributary.connector.Extraction;
import dev.tributary.connector.SourceConfig;
import dev.tributary.connector.batch.Column;
import dev.tributary.connector.batch.RecordBatch;
import dev.tributary.connector.batch.Row;
import dev.tributary.connector.error.ConnectorException;
import dev.tributary.connector.error.ErrorKind;
import dev.tributary.connector.read.ExtractionRequest;
import dev.tributary.connector.schema.Field;
import dev.tributary.connector.schema.StreamSchema;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.lang.ref.WeakReference;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/** The single checks that {@link ConnectorContractTest} is made of. */
final class Checks {
  private static final Duration SECOND = Duration.ofSeconds(1);

  private Checks() {}

  /** Fails unless a batch is as its stream was described, or as it was announced to have grown. */
  static void conforms(RecordBatch batch, StreamSchema described, boolean grown) {
    for (Field field : described.fields()) {
      Field found = batch.schema().find(field.name()).orElseThrow(() -> lacks(batch, field));
      assertThat(found.type())
          .as("the type of %s.%s", batch.stream(), field.name())
          .satisfies(type -> assertThat(grown || type.equals(field.type())).isTrue());
      if (!field.isNullable()) {
        assertThat(nulls(batch, field.name()))
            .as("records without the required %s.%s", batch.stream(), field.name())
            .isZero();
      }
    }
    assertThat(batch.schema().size())
        .as("columns of %s that nobody announced", batch.stream())
        .satisfies(size -> assertThat(grown || size == described.size()).isTrue());
  }

  /** Fails unless a configuration is refused with a message that holds all these texts. */
  static void refused(Connectors connectors, SourceConfig wrong, List<String> texts) {
    ConnectorException refusal =
        catchThrowableOfType(ConnectorException.class, () -> connectors.create(wrong).close());
    assertThat(refusal).as("a configuration with %s", texts).isNotNull();
    assertThat(refusal.kind()).isEqualTo(ErrorKind.CONFIG);
    assertThat(refusal.getMessage()).contains(texts);
  }

  /** Returns the failure of a read of another stream, with its stack; empty if it did not fail. */
  static String failure(BaseConnector connector, ExtractionRequest request, String stream) {
    ConnectorException failure =
        catchThrowableOfType(
            ConnectorException.class,
            () -> {
              try (Extraction extraction =
                  connector.extractData(ExtractionRequest.of(stream).options(request.options()))) {
                extraction.forEach(RecordBatch::size);
              }
            });
    return failure == null ? "" : stack(failure);
  }

  /** Interrupts a host that waits for a silent source, and fails unless that ends it. */
  static void interrupts(BaseConnector connector, ExtractionRequest request)
      throws InterruptedException {
    AtomicReference<@Nullable Throwable> thrown = new AtomicReference<>();
    Thread host =
        new Thread(
            () -> {
              try (Extraction extraction = connector.extractData(request)) {
                extraction.forEach(RecordBatch::size);
              } catch (ConnectorException stopped) {
                thrown.set(stopped);
              }
            });
    host.start();
    host.join(500);
    long began = System.nanoTime();
    host.interrupt();
    host.join(5_000);
    assertThat(Duration.ofNanos(System.nanoTime() - began))
        .as("from the interruption of a host to its end")
        .isLessThan(SECOND);
    assertThat(thrown.get())
        .isInstanceOfSatisfying(
            ConnectorException.class,
            stopped -> assertThat(stopped.kind()).isEqualTo(ErrorKind.CANCELLED));
  }

  /** Fails unless closing takes less than a second. */
  static void within(Runnable closing, String what) {
    long began = System.nanoTime();
    closing.run();
    assertThat(Duration.ofNanos(System.nanoTime() - began))
        .as("closing " + what)
        .isLessThan(SECOND);
  }

  /** Returns how many columns cannot be collected. */
  static long held(List<WeakReference<Column>> columns) {
    long held = columns.size();
    for (int i = 0; i < 10 && held > 6; i++) {
      System.gc();
      held = columns.stream().filter(column -> column.get() != null).count();
    }
    return held;
  }

  /** Returns how many rows have no value in a column. */
  static long nulls(RecordBatch batch, String column) {
    long nulls = 0;
    for (Row row : batch) {
      boolean deleted =
          row.change().name().equals("DELETE") || row.change().name().equals("TRUNCATE");
      nulls += !deleted && row.isNull(column) ? 1 : 0;
    }
    return nulls;
  }

  /** Returns the failure of a batch without a column. */
  static AssertionError lacks(RecordBatch batch, Field field) {
    return new AssertionError(
        "the batch of "
            + batch.stream()
            + " has no column "
            + field.name()
            + ", which is described");
  }

  /** Returns a failure with its stack and causes as text. */
  static String stack(Throwable failure) {
    StringWriter text = new StringWriter();
    failure.printStackTrace(new PrintWriter(text));
    return text.toString();
  }
}
