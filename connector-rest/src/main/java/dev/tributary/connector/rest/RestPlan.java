package dev.tributary.connector.rest;

import dev.tributary.connector.error.ConnectorException;
import dev.tributary.connector.error.ErrorKind;
import dev.tributary.connector.incremental.IncrementalWindow;
import dev.tributary.connector.read.ExtractionOptions;
import dev.tributary.connector.read.ExtractionRequest;
import dev.tributary.connector.read.PlanRequest;
import dev.tributary.connector.read.SplitPlan;
import dev.tributary.connector.split.Position;
import dev.tributary.connector.split.Split;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Plans a read: one split for a stream, or one for each window of it. Ends of windows are frozen by
 * the source's clock when the first of them is planned, and stay so when the extraction goes on
 * after an interruption.
 */
final class RestPlan implements SplitPlan {
  private static final String CLOCK = "clock";
  private static final String DONE = "done";
  private static final String STREAM = "stream";
  private static final String WINDOWS = "windows";

  /** Tells the time at the source. */
  interface Now {
    Instant ask() throws InterruptedException;
  }

  private final PlanRequest request;
  private final Function<String, RestStream> streams;
  private final Now now;
  private final List<String> done = new ArrayList<>();
  private final List<String> left;
  private final Map<String, Position> watermarks = new HashMap<>();

  private @Nullable Instant frozen;
  private @Nullable String current;
  private @Nullable Iterator<IncrementalWindow> windows;
  private Position seen = Position.empty();
  private boolean windowed;
  private long planned;
  private long toSkip;

  RestPlan(PlanRequest request, Function<String, RestStream> streams, Now now) {
    this.request = request;
    this.streams = streams;
    this.now = now;
    Position before =
        request.interrupted().map(PlanRequest.Interrupted::position).orElse(Position.empty());
    this.frozen = before.find(CLOCK).map(Instant::parse).orElse(null);
    this.left = new ArrayList<>(request.streams());
    done.addAll(before.list(DONE));
    left.removeAll(done);
    Optional<String> begun = before.find(STREAM);
    if (begun.isPresent() && left.remove(begun.get())) {
      left.add(0, begun.get());
      toSkip = before.getLong(WINDOWS);
    }
  }

  @Override
  public @Nullable List<Split> next() throws InterruptedException {
    while (true) {
      if (windows == null) {
        if (left.isEmpty()) {
          return null;
        }
        begin(left.remove(0));
      }
      String stream = current;
      Iterator<IncrementalWindow> ahead = windows;
      if (stream == null || ahead == null) {
        continue;
      }
      if (!ahead.hasNext()) {
        end(stream);
        continue;
      }
      Split split = split(stream, ahead.next());
      planned++;
      if (!ahead.hasNext()) {
        end(stream);
      }
      return List.of(split);
    }
  }

  private void begin(String name) throws InterruptedException {
    RestStream stream = streams.apply(name);
    current = name;
    planned = 0;
    seen = Position.empty();
    Optional<Increment> increment = stream.increment();
    windowed = increment.isPresent();
    windows =
        increment.isEmpty()
            ? List.of(whole(name)).iterator()
            : windows(stream, increment.get()).iterator();
    for (; toSkip > 0 && windows.hasNext(); toSkip--) {
      windows.next();
      planned++;
    }
    toSkip = 0;
  }

  private IncrementalWindow whole(String stream) {
    if (request.request().window().isPresent()) {
      throw ConnectorException.of(ErrorKind.CONFIG, "a window of a stream without a cursor").stream(
              stream)
          .remedy("Set incremental_field and its parameters, or ask for the whole stream")
          .build();
    }
    return IncrementalWindow.all();
  }

  private Iterable<IncrementalWindow> windows(RestStream stream, Increment increment)
      throws InterruptedException {
    Optional<Position> watermark = request.state(stream.name()).watermark();
    Optional<IncrementalWindow> asked = request.request().window().map(RestPlan::asked);
    IncrementalWindow window =
        increment
            .strategy()
            .plan(
                watermark,
                clock(increment, asked),
                asked,
                stream.settings().find(ExtractionOptions.START_DATE));
    if (window.until().isEmpty() && asked.isEmpty()) {
      seen = watermark.orElse(Position.empty());
    }
    increment
        .strategy()
        .watermarkAfter(window, watermark)
        .ifPresent(mark -> watermarks.put(stream.name(), mark));
    return increment.strategy().slices(window);
  }

  /** The source is asked for its time only where a window ends by it. */
  private Clock clock(Increment increment, Optional<IncrementalWindow> asked)
      throws InterruptedException {
    if (!Increment.isTime(increment.strategy().type())
        || asked.flatMap(IncrementalWindow::until).isPresent()) {
      return request.clock();
    }
    Instant end = frozen == null ? now.ask() : frozen;
    frozen = end;
    return Clock.fixed(end, ZoneOffset.UTC);
  }

  private static IncrementalWindow asked(ExtractionRequest.Window window) {
    return IncrementalWindow.between(window.from(), window.until());
  }

  private Split split(String stream, IncrementalWindow window) {
    if (!windowed) {
      return Split.of(stream, stream);
    }
    String id = window.from().map(from -> stream + "@" + from).orElse(stream);
    return Split.of(id, stream).bounds(Boundary.into(window.toPosition(), seen));
  }

  private void end(String stream) {
    done.add(stream);
    current = null;
    windows = null;
  }

  @Override
  public boolean isExhausted() {
    return left.isEmpty() && windows == null;
  }

  @Override
  public Position position() {
    Position position = Position.of(DONE, List.copyOf(done));
    position = frozen == null ? position : position.with(CLOCK, frozen.toString());
    return current == null ? position : position.with(STREAM, current).with(WINDOWS, planned);
  }

  @Override
  public Map<String, Position> watermarks() {
    return Map.copyOf(watermarks);
  }
}
