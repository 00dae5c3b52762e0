package dev.tributary.connector.rest;

import dev.tributary.connector.error.ConnectorException;
import dev.tributary.connector.error.ErrorKind;
import dev.tributary.connector.http.HttpRequest;
import dev.tributary.connector.http.HttpResponse;
import dev.tributary.connector.http.HttpSender;
import dev.tributary.connector.incremental.IncrementalWindow;
import dev.tributary.connector.pagination.PageRequest;
import dev.tributary.connector.read.PageBody;
import dev.tributary.connector.read.PageOpener;
import dev.tributary.connector.read.ReadContext;
import dev.tributary.connector.split.Position;
import java.io.IOException;
import java.io.InputStream;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Asks for the pages of one split; several threads may do so at once. */
final class RestPages implements PageOpener {
  private final RestStream stream;
  private final HttpSender sender;
  private final IncrementalWindow window;
  private final @Nullable CursorFilter filter;
  private final int ahead;
  private final Consumer<HttpResponse> answered;
  private final AtomicBoolean nextSeen = new AtomicBoolean();

  /**
   * @param filter leaves out what an answer holds too much; null where it holds nothing else
   * @param ahead how many bytes of a body are fetched before anybody asks for them
   * @param answered is shown each answer as it begins
   */
  RestPages(
      RestStream stream,
      HttpSender sender,
      IncrementalWindow window,
      @Nullable CursorFilter filter,
      int ahead,
      Consumer<HttpResponse> answered) {
    this.stream = stream;
    this.sender = sender;
    this.window = window;
    this.filter = filter;
    this.ahead = ahead;
    this.answered = answered;
  }

  @Override
  public PageBody open(PageRequest page) throws Exception {
    HttpRequest request = stream.requests().page(page, window);
    HttpResponse answer;
    try {
      answer = sender.send(request);
    } catch (ConnectorException failed) {
      throw placed(page, failed, null);
    }
    try {
      answered.accept(answer);
      Answers.requireData(answer);
      ReadAhead fetched =
          ahead > 0 ? ReadAhead.of(answer.body(), Answers.length(answer), ahead) : null;
      InputStream body = fetched == null ? answer.body() : fetched.body();
      String next = stream.signs().nextAhead(answer, fetched);
      return new RestPage(
          stream,
          page,
          answer,
          body,
          next,
          sieve(),
          fetched != null && fetched.isWhole(),
          nextSeen);
    } catch (ConnectorException failed) {
      answer.close();
      throw placed(page, failed, answer);
    } catch (IOException | RuntimeException failed) {
      answer.close();
      throw failed;
    }
  }

  /** Warns if no answer had the place that is to name the next page: the path may be mistyped. */
  void ended(ReadContext context, boolean resumed) {
    if (!resumed && !nextSeen.get()) {
      context.warn(
          "no answer had anything at "
              + stream.signs().nextPlace()
              + ", so that "
              + stream.name()
              + " was read as one page. Check the path, unless the API leaves it out on a last"
              + " page");
    }
  }

  private @Nullable Sieve sieve() {
    return filter == null && stream.dates().isEmpty() ? null : new Sieve(filter, stream.dates());
  }

  @Override
  public Position checkpoint(Position here) {
    return filter == null ? here : filter.checkpoint(here);
  }

  /** Returns the failure with the page and, where it is not named yet, the URL. */
  static ConnectorException placed(
      PageRequest page, ConnectorException failed, @Nullable HttpResponse answer) {
    StringBuilder place = new StringBuilder(page.toString());
    if (answer != null) {
      place.append(", ").append(answer.place());
    }
    failed.place().ifPresent(known -> place.append(", ").append(known));
    return failed.copy().place(place.toString()).build();
  }

  /** Returns the failure of a body that could not be read on. */
  static ConnectorException cut(PageRequest page, IOException failed, HttpResponse answer) {
    ConnectorException broken =
        ConnectorException.of(ErrorKind.TRANSIENT, "the answer broke off: " + failed.getMessage())
            .cause(failed)
            .build();
    return placed(page, broken, answer);
  }
}
