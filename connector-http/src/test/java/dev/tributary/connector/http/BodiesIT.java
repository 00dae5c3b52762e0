package dev.tributary.connector.http;

import static dev.tributary.connector.http.Clients.read;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.tributary.connector.error.ConnectorException;
import dev.tributary.connector.error.ErrorKind;
import dev.tributary.connector.host.ConnectorContext;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class BodiesIT {
  private static final String JSON = "{\"records\":[{\"id\":1},{\"id\":2}]}";

  @Test
  @DisplayName("B1.18: a gzip body with its header is unpacked")
  void unpacksGzip() throws Exception {
    assertThat(served(gzip(JSON), "Content-Encoding: gzip")).isEqualTo(JSON);
  }

  @Test
  @DisplayName("B1.18: a gzip body without a header is unpacked")
  void unpacksGzipWithoutHeader() throws Exception {
    assertThat(served(gzip(JSON), "Content-Type: application/json")).isEqualTo(JSON);
  }

  @Test
  @DisplayName("B1.18: a plain body whose header says gzip is read as it is")
  void readsPlainBodyWithGzipHeader() throws Exception {
    assertThat(served(JSON.getBytes(StandardCharsets.UTF_8), "Content-Encoding: gzip"))
        .isEqualTo(JSON);
  }

  @Test
  @DisplayName("B1.18: a gzip body whose header names another coding is unpacked")
  void unpacksGzipWithWrongHeader() throws Exception {
    assertThat(served(gzip(JSON), "Content-Encoding: identity")).isEqualTo(JSON);
  }

  @Test
  @DisplayName("B4.61: a body is handed out as it was sent where it is asked for so")
  void leavesABodyPackedIfAsked() throws Exception {
    byte[] packed = gzip(JSON);
    try (RawServer server =
            RawServer.start((request, peer) -> peer.send(200, packed, "Content-Encoding: gzip"));
        HttpClient client = Clients.open(server)) {
      try (HttpResponse response = client.send(HttpRequest.get(server.url("/")))) {
        assertThat(response.rawBody().readAllBytes()).isEqualTo(packed);
      }
      try (HttpResponse response = client.send(HttpRequest.get(server.url("/")))) {
        assertThat(response.body().read()).isEqualTo(JSON.charAt(0));
        assertThatThrownBy(response::rawBody).isInstanceOf(IllegalStateException.class);
      }
    }
  }

  @Test
  void readsEveryMemberOfGzipThoughTheyComeApart() throws Exception {
    byte[] first = gzip("[1,");
    byte[] second = gzip("2]");
    CountDownLatch firstRead = new CountDownLatch(1);
    try (RawServer server =
            RawServer.start(
                (request, peer) -> {
                  peer.raw(
                      "HTTP/1.1 200 OK\r\nContent-Length: "
                          + (first.length + second.length)
                          + "\r\n\r\n");
                  peer.raw(first);
                  firstRead.await();
                  peer.raw(second);
                });
        HttpClient client = Clients.open(server);
        HttpResponse response = client.send(HttpRequest.get(server.url("/")))) {
      InputStream body = response.body();
      assertThat(new String(body.readNBytes(3), StandardCharsets.UTF_8)).isEqualTo("[1,");
      firstRead.countDown();
      assertThat(new String(body.readAllBytes(), StandardCharsets.UTF_8)).isEqualTo("2]");
    }
  }

  @Test
  void readsEmptyBodiesAndBodiesOfOneByte() throws Exception {
    assertThat(served(new byte[0])).isEmpty();
    assertThat(served(new byte[] {0x1F})).isEqualTo("\u001F");
  }

  @Test
  void readsTextInTheCharsetOfTheHeader() throws Exception {
    byte[] latin = "é".getBytes(StandardCharsets.ISO_8859_1);
    assertThat(served(latin, "Content-Type: text/plain; charset=\"iso-8859-1\"")).isEqualTo("é");
  }

  @Test
  void refusesBodiesThatGrowBeyondMeasure() throws Exception {
    byte[] bomb = gzipOfBlanks(40 << 20);
    try (RawServer server = RawServer.start((request, peer) -> peer.send(200, bomb));
        HttpClient client =
            HttpClient.open(
                "shop",
                Clients.settings(server.url("/")).maxExpansion(100),
                Credentials.none(),
                ConnectorContext.defaults());
        HttpResponse response = client.send(HttpRequest.get(server.url("/bomb")))) {
      ConnectorException error =
          catchThrowableOfType(
              ConnectorException.class, () -> response.body().transferTo(new Nowhere()));
      assertThat(error.kind()).isEqualTo(ErrorKind.DATA);
      assertThat(error).hasMessageContaining("100 times").hasMessageContaining("/bomb");
    }
  }

  @Test
  void tellsWhereBrokenGzipStands() throws Exception {
    byte[] broken = gzip(JSON.repeat(50));
    broken[broken.length / 2] ^= 0x55;
    ConnectorException error = failure((request, peer) -> peer.send(200, broken));
    assertThat(error.kind()).isEqualTo(ErrorKind.DATA);
    assertThat(error).hasMessageContaining("gzip").hasMessageContaining("byte ");
  }

  @Test
  void tellsWhereABodyOfKnownLengthWasCut() {
    ConnectorException error =
        failure(
            (request, peer) -> {
              peer.raw("HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\n0123456789");
              peer.close();
            });
    assertThat(error.kind()).isEqualTo(ErrorKind.TRANSIENT);
    assertThat(error.what()).isEqualTo("the body was cut after 10 bytes");
    assertThat(error.place().orElse("")).startsWith("GET http://").endsWith("/page, byte 10");
  }

  @Test
  void tellsWhereABodyInChunksWasCut() {
    ConnectorException error =
        failure(
            (request, peer) -> {
              peer.raw("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nabcde\r\n");
              peer.close();
            });
    assertThat(error.kind()).isEqualTo(ErrorKind.TRANSIENT);
    assertThat(error.what()).isEqualTo("the body was cut after 5 bytes");
  }

  @Test
  void tellsThatGzipWasCut() throws Exception {
    byte[] whole = gzip(JSON.repeat(100));
    byte[] half = java.util.Arrays.copyOf(whole, whole.length / 2);
    ConnectorException error = failure((request, peer) -> peer.send(200, half));
    assertThat(error.kind()).isEqualTo(ErrorKind.TRANSIENT);
    assertThat(error).hasMessageContaining("was cut");
  }

  @Test
  void tellsThatABodyStalls() {
    ConnectorException error =
        failure(
            (request, peer) -> {
              peer.raw("HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\n0123");
              peer.stall();
            });
    assertThat(error.kind()).isEqualTo(ErrorKind.TRANSIENT);
    assertThat(error).hasMessageContaining("stalled").hasMessageContaining("raise timeout");
  }

  @Test
  void readsABodyThatComesByteByByteForLongerThanTheTimeout() throws Exception {
    // 30 bytes with 30 ms between them: each within the time-out, all of them beyond it.
    try (RawServer server =
            RawServer.start(
                (request, peer) -> {
                  peer.raw("HTTP/1.1 200 OK\r\nContent-Length: 30\r\n\r\n");
                  for (int i = 0; i < 30; i++) {
                    TimeUnit.MILLISECONDS.sleep(30);
                    peer.raw("x");
                  }
                });
        HttpClient client = impatient(server, Duration.ofMillis(600))) {
      assertThat(read(client, HttpRequest.get(server.url("/")))).hasSize(30);
    }
  }

  @Test
  void cancellingEndsAReadInMidBodyWithinASecond() throws Exception {
    CountDownLatch reading = new CountDownLatch(1);
    try (RawServer server = stalling();
        HttpClient client = Clients.open(server)) {
      FakeContext context = new FakeContext(ConnectorContext.defaults());
      AtomicReference<Throwable> end = new AtomicReference<>();
      HttpSession session = client.session(context);
      Thread reader = reader(session, server, reading, end);
      reading.await();
      long began = System.nanoTime();
      context.cancel();
      reader.join(5_000);
      assertThat(Duration.ofNanos(System.nanoTime() - began)).isLessThan(Duration.ofSeconds(1));
      assertThat(((ConnectorException) end.get()).kind()).isEqualTo(ErrorKind.CANCELLED);
    }
  }

  @Test
  void interruptingEndsAReadInMidBodyWithinASecond() throws Exception {
    CountDownLatch reading = new CountDownLatch(1);
    try (RawServer server = stalling();
        HttpClient client = Clients.open(server)) {
      AtomicReference<Throwable> end = new AtomicReference<>();
      Thread reader = reader(client, server, reading, end);
      reading.await();
      long began = System.nanoTime();
      reader.interrupt();
      reader.join(5_000);
      assertThat(Duration.ofNanos(System.nanoTime() - began)).isLessThan(Duration.ofSeconds(1));
      assertThat(((ConnectorException) end.get()).kind()).isEqualTo(ErrorKind.CANCELLED);
    }
  }

  @Test
  void interruptingEndsTheWaitForAnAnswerWithinASecond() throws Exception {
    CountDownLatch asked = new CountDownLatch(1);
    try (RawServer server =
            RawServer.start(
                (request, peer) -> {
                  asked.countDown();
                  peer.stall();
                });
        HttpClient client = Clients.open(server)) {
      AtomicReference<Throwable> end = new AtomicReference<>();
      Thread reader = reader(client, server, new CountDownLatch(1), end);
      asked.await();
      long began = System.nanoTime();
      reader.interrupt();
      reader.join(5_000);
      assertThat(Duration.ofNanos(System.nanoTime() - began)).isLessThan(Duration.ofSeconds(1));
      assertThat(end.get()).isInstanceOf(InterruptedException.class);
    }
  }

  @Test
  void closingTheAnswerFromAnotherThreadWakesTheReader() throws Exception {
    CountDownLatch reading = new CountDownLatch(1);
    AtomicReference<HttpResponse> answer = new AtomicReference<>();
    try (RawServer server = stalling();
        HttpClient client = Clients.open(server)) {
      AtomicReference<Throwable> end = new AtomicReference<>();
      Thread reader = reader(request -> keep(answer, client.send(request)), server, reading, end);
      reading.await();
      answer.get().close();
      reader.join(5_000);
      assertThat(((ConnectorException) end.get()).kind()).isEqualTo(ErrorKind.CANCELLED);
    }
  }

  private static HttpResponse keep(AtomicReference<HttpResponse> to, HttpResponse response) {
    to.set(response);
    return response;
  }

  private static RawServer stalling() {
    return RawServer.start(
        (request, peer) -> {
          peer.raw("HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\n0123");
          peer.stall();
        });
  }

  private static Thread reader(
      HttpSender sender, RawServer server, CountDownLatch reading, AtomicReference<Throwable> end) {
    Thread reader =
        new Thread(
            () -> {
              try (HttpResponse response = sender.send(HttpRequest.get(server.url("/")))) {
                response.body().readNBytes(4);
                reading.countDown();
                response.body().read();
              } catch (Throwable failed) {
                end.set(failed);
              }
            });
    reader.start();
    return reader;
  }

  private static ConnectorException failure(RawServer.Handler handler) {
    try (RawServer server = RawServer.start(handler);
        HttpClient client = impatient(server, Duration.ofMillis(400))) {
      return catchThrowableOfType(
          ConnectorException.class, () -> read(client, HttpRequest.get(server.url("/page"))));
    }
  }

  private static HttpClient impatient(RawServer server, Duration timeout) {
    return HttpClient.open(
        "shop",
        Clients.settings(server.url("/")).readTimeout(timeout),
        Credentials.none(),
        ConnectorContext.defaults());
  }

  private static String served(byte[] body, String... headers) throws Exception {
    try (RawServer server = RawServer.start((request, peer) -> peer.send(200, body, headers));
        HttpClient client = Clients.open(server)) {
      return read(client, HttpRequest.get(server.url("/")));
    }
  }

  private static byte[] gzip(String text) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (GZIPOutputStream out = new GZIPOutputStream(bytes)) {
      out.write(text.getBytes(StandardCharsets.UTF_8));
    }
    return bytes.toByteArray();
  }

  private static byte[] gzipOfBlanks(int size) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    byte[] blanks = " ".repeat(1 << 16).getBytes(StandardCharsets.UTF_8);
    try (GZIPOutputStream out = new GZIPOutputStream(bytes)) {
      for (int i = 0; i < size; i += blanks.length) {
        out.write(blanks);
      }
    }
    return bytes.toByteArray();
  }

  /** Counts nothing and keeps nothing. */
  private static final class Nowhere extends java.io.OutputStream {
    @Override
    public void write(int one) {}

    @Override
    public void write(byte[] bytes, int from, int length) {}
  }
}
