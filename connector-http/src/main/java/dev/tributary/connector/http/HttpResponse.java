package dev.tributary.connector.http;

import dev.tributary.connector.pagination.Links;
import java.io.InputStream;
import java.net.URI;

/**
 * An answer whose body is still coming. Always close it. Read by one thread at a time; closing it
 * from another thread wakes the reader up.
 */
public final class HttpResponse implements AutoCloseable {
  /** Returns the status, such as 200. */
  public int status() {
    throw new UnsupportedOperationException();
  }

  /** Returns the headers. */
  public HttpHeaders headers() {
    throw new UnsupportedOperationException();
  }

  /** Returns where the answer came from in the end, without what the credential added to it. */
  public URI url() {
    throw new UnsupportedOperationException();
  }

  /** Returns method and URL without secrets, for places in errors. */
  public String place() {
    throw new UnsupportedOperationException();
  }

  /** Returns the links of the {@code Link} headers. */
  public Links links() {
    return Links.parse(headers().all("Link"));
  }

  /**
   * Returns the body, unpacked if it is gzip, whatever the headers say; the same stream each time.
   *
   * <p>Reading fails with a {@link dev.tributary.connector.error.ConnectorException}, not an {@link
   * java.io.IOException}: TRANSIENT with URL and offset if the body is cut or stalls, DATA if it
   * cannot be unpacked, CANCELLED if the read was.
   */
  public InputStream body() {
    throw new UnsupportedOperationException();
  }

  /**
   * Returns the whole body as text, in the charset that the headers name, or UTF-8.
   *
   * @param most how many bytes it may have at most
   * @throws dev.tributary.connector.error.ConnectorException of kind DATA if it has more; as {@link
   *     #body} otherwise
   */
  public String text(int most) {
    throw new UnsupportedOperationException();
  }

  /** Ends the exchange; what was not read of the body is dropped. */
  @Override
  public void close() {}
}
