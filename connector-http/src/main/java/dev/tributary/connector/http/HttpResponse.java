package dev.tributary.connector.http;

import dev.tributary.connector.error.ConnectorException;
import dev.tributary.connector.error.ErrorKind;
import dev.tributary.connector.pagination.Links;
import java.io.ByteArrayOutputStream;
import java.io.InputStream;
import java.net.URI;
import java.nio.charset.Charset;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * An answer whose body is still coming.
 *
 * <p>Always close it: until then it holds a connection and counts among the requests at once. Read
 * by one thread at a time; closing it from another thread wakes the reader up.
 *
 * @since 0.1.0
 */
public final class HttpResponse implements AutoCloseable {
  private final Exchange exchange;
  private final BodyStream body;

  HttpResponse(Exchange exchange) {
    this.exchange = exchange;
    this.body = exchange.body();
  }

  /** Returns the status, such as 200. */
  public int status() {
    return exchange.status();
  }

  /** Returns the headers. */
  public HttpHeaders headers() {
    return exchange.headers();
  }

  /**
   * Returns where the answer came from in the end, without what the credential added to it: what
   * relative links are resolved against.
   */
  public URI url() {
    return exchange.request().url();
  }

  /** Returns method and URL without secrets, for places in errors. */
  public String place() {
    return exchange.place();
  }

  /** Returns the links of the {@code Link} headers. */
  public Links links() {
    return Links.parse(headers().all("Link"));
  }

  /** Returns the charset that the headers name, or UTF-8. */
  public Charset charset() {
    return ContentType.charset(headers());
  }

  /**
   * Returns the body, unpacked if it is gzip, whatever the headers say; the same stream each time.
   *
   * <p>Reading fails with a {@link ConnectorException}, not an {@link java.io.IOException}:
   * TRANSIENT with URL and offset if the body is cut or stalls, DATA if it cannot be unpacked or
   * grows too much, CANCELLED if the read was or its thread is interrupted.
   */
  public InputStream body() {
    return body;
  }

  /**
   * Returns the body as it was sent, packed or not: for files, whose gzip is their own. Ask for it
   * before anything of the body is read; otherwise as {@link #body}.
   *
   * @throws IllegalStateException if the body was begun to be read otherwise
   */
  public InputStream rawBody() {
    body.keepPacked();
    return body;
  }

  /** Returns how many bytes of the body were read so far, unpacked. */
  public long position() {
    return body.position();
  }

  /**
   * Returns the whole body as text, in the charset that the headers name, or UTF-8.
   *
   * @param most how many bytes it may have at most
   * @throws ConnectorException of kind DATA if it has more; as {@link #body} otherwise
   */
  public String text(int most) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    byte[] buffer = new byte[8_192];
    for (int read = body.read(buffer, 0, buffer.length);
        read >= 0;
        read = body.read(buffer, 0, buffer.length)) {
      if (bytes.size() + read > most) {
        throw ConnectorException.of(
                ErrorKind.DATA, "the body has more than " + Texts.number(most) + " bytes")
            .place(place())
            .remedy("Check base_url and endpoint: something shorter was expected there")
            .build();
      }
      bytes.write(buffer, 0, read);
    }
    return bytes.toString(charset());
  }

  /** Returns whether this is a web page, by its content type or by how the read part begins. */
  public boolean isHtml() {
    String type = headers().first("Content-Type").orElse("").toLowerCase(Locale.ROOT);
    return type.contains("html") || Excerpt.isHtml(body.head(), charset());
  }

  /**
   * Returns the error for a body that is not what was expected, with the beginning of what was
   * read, redacted.
   *
   * @param expected what was expected, such as {@code JSON}
   * @param cause what failed, or null
   */
  public ConnectorException unexpected(String expected, @Nullable Throwable cause) {
    boolean html = isHtml();
    String type =
        html
            ? "a web page"
            : headers().first("Content-Type").map(value -> "`" + value + "`").orElse("something");
    String text = Excerpt.of(body.head(), charset(), html, exchange.redactor());
    String shown = text.isEmpty() ? "" : ": " + text;
    return ConnectorException.of(
            ErrorKind.DATA,
            exchange
                    .redactor()
                    .redact(
                        place()
                            + " answered "
                            + status()
                            + " with "
                            + type
                            + " where "
                            + expected
                            + " was expected")
                + shown)
        .remedy(
            html
                ? "Check base_url, endpoint and login: a web page answers in the API's place"
                : "Check endpoint and format; if the source is in trouble, resume later")
        .cause(cause == null ? null : exchange.redactor().redact(cause))
        .build();
  }

  /**
   * Ends the exchange and its connection at once. {@link #close} reads on for a moment, so that the
   * connection can be used again, which is too much of a large body that nobody wants any more.
   */
  public void abort() {
    exchange.abort();
  }

  /** Ends the exchange; what was not read of the body is dropped. */
  @Override
  public void close() {
    exchange.close();
  }
}
