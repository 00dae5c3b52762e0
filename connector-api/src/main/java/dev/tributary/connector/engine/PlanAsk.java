package dev.tributary.connector.engine;

import dev.tributary.connector.option.Configuration;
import dev.tributary.connector.option.Option;
import dev.tributary.connector.read.CancelHook;
import dev.tributary.connector.read.ExtractionRequest;
import dev.tributary.connector.read.PlanRequest;
import dev.tributary.connector.schema.StreamSchema;
import dev.tributary.connector.split.Position;
import dev.tributary.connector.state.ExtractionState;
import dev.tributary.connector.state.OpenSplit;
import dev.tributary.connector.state.StreamState;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiConsumer;

/** What the engine asks a connector to plan. */
final class PlanAsk implements PlanRequest {
  private final Job job;
  private final ExtractionState state;
  private final List<String> streams;
  private final Set<String> unfinished;
  private final Schemas schemas;
  private final Cancellation cancellation;
  private final BiConsumer<String, String> forget;

  PlanAsk(
      Job job,
      ExtractionState state,
      List<String> streams,
      Set<String> unfinished,
      Schemas schemas,
      Cancellation cancellation,
      BiConsumer<String, String> forget) {
    this.job = job;
    this.state = state;
    this.streams = streams;
    this.unfinished = unfinished;
    this.schemas = schemas;
    this.cancellation = cancellation;
    this.forget = forget;
  }

  @Override
  public String extractionId() {
    return state.extractionId();
  }

  @Override
  public ExtractionRequest request() {
    return job.request();
  }

  @Override
  public List<String> streams() {
    return streams;
  }

  @Override
  public StreamState state(String stream) {
    return state.stream(stream);
  }

  @Override
  public StreamSchema schema(String stream) {
    return schemas.get(stream);
  }

  @Override
  public Optional<Interrupted> interrupted() {
    boolean begun =
        state.isPlanExhausted()
            || !state.open().isEmpty()
            || !state.planPosition().orElse(Position.empty()).isEmpty();
    return begun ? Optional.of(new Before()) : Optional.empty();
  }

  @Override
  public void forget(String stream, String key) {
    forget.accept(stream, key);
  }

  @Override
  public CancelHook onCancel(AutoCloseable blocking) {
    return cancellation.onCancel(blocking);
  }

  @Override
  public Clock clock() {
    return job.host().clock();
  }

  @Override
  public <T> T get(Option<T> option) {
    return job.options().get(option);
  }

  @Override
  public <T> Optional<T> find(Option<T> option) {
    return job.options().find(option);
  }

  @Override
  public boolean isSet(Option<?> option) {
    return job.options().isSet(option);
  }

  @Override
  public String where(Option<?> option) {
    return job.options().where(option);
  }

  @Override
  public Map<String, Object> extras() {
    return job.options().extras();
  }

  @Override
  public Configuration portable() {
    return job.options().portable();
  }

  @Override
  public String toString() {
    return "plan of " + streams;
  }

  private final class Before implements Interrupted {
    @Override
    public Position position() {
      return state.planPosition().orElse(Position.empty());
    }

    @Override
    public boolean isExhausted() {
      return state.isPlanExhausted();
    }

    @Override
    public Set<String> unfinished() {
      return unfinished;
    }

    @Override
    public List<OpenSplit> open() {
      return state.open();
    }

    @Override
    public String toString() {
      return "interrupted at " + position();
    }
  }
}
