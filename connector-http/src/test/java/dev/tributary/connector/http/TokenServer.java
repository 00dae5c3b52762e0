package dev.tributary.connector.http;

import java.net.URI;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;

/** An API behind OAuth2: {@code /token} issues tokens, everything else asks for the newest ones. */
final class TokenServer implements AutoCloseable {
  private final RawServer server = RawServer.start(this::answer);
  private final List<String> forms = new CopyOnWriteArrayList<>();
  private final List<String> tokenHeaders = new CopyOnWriteArrayList<>();
  private final AtomicInteger issued = new AtomicInteger();
  private final AtomicInteger refusals = new AtomicInteger();
  private final AtomicInteger toCut = new AtomicInteger();
  private final AtomicInteger toFail = new AtomicInteger();
  private volatile int revoked;
  private volatile boolean rotates;
  private volatile boolean refusesAlways;
  private volatile String lifetime = "3600";
  private volatile String secret = "";
  private volatile String error = "";
  private volatile int echoes;
  private volatile Runnable once = () -> {};
  private volatile int onceStatus;

  URI url(String path) {
    return server.url(path);
  }

  List<String> forms() {
    return forms;
  }

  List<String> tokenHeaders() {
    return tokenHeaders;
  }

  int issued() {
    return issued.get();
  }

  int refusals() {
    return refusals.get();
  }

  /** No token issued so far is accepted any more. */
  void revokeAll() {
    revoked = issued.get();
  }

  void rotate() {
    rotates = true;
  }

  void refuseAlways() {
    refusesAlways = true;
  }

  void lifetime(String json) {
    lifetime = json;
  }

  /** Clients need this secret. */
  void secret(String word) {
    secret = word;
  }

  void refuseToken(String code, String description) {
    error = "{\"error\":\"" + code + "\",\"error_description\":\"" + description + "\"}";
  }

  void cutTokenCalls(int count) {
    toCut.set(count);
  }

  void failTokenCalls(int count) {
    toFail.set(count);
  }

  /** Answers the next request with a status, after doing something. */
  void answerOnce(int status, Runnable first) {
    onceStatus = status;
    once = first;
  }

  /** Answers everything with a status and the header that came. */
  void echo(int status) {
    echoes = status;
  }

  private void answer(RawServer.Got request, RawServer.Peer peer) throws Exception {
    if (request.path().equals("/token")) {
      token(request, peer);
    } else if (echoes != 0) {
      peer.send(echoes, "you sent " + request.header("Authorization"));
    } else if (onceStatus != 0) {
      int status = onceStatus;
      onceStatus = 0;
      once.run();
      peer.send(status, "busy");
    } else {
      orders(request, peer);
    }
  }

  private void orders(RawServer.Got request, RawServer.Peer peer) throws Exception {
    String sent = request.header("Authorization");
    int number = sent.startsWith("Bearer token-") ? Integer.parseInt(sent.substring(13)) : 0;
    if (refusesAlways || number <= revoked) {
      refusals.incrementAndGet();
      peer.send(401, "{\"error\":\"token expired\"}");
    } else {
      peer.send(200, "orders");
    }
  }

  private void token(RawServer.Got request, RawServer.Peer peer) throws Exception {
    forms.add(request.body());
    tokenHeaders.add(request.header("Authorization"));
    String date =
        "Date: " + DateTimeFormatter.RFC_1123_DATE_TIME.format(ZonedDateTime.now(ZoneOffset.UTC));
    if (toCut.getAndDecrement() > 0) {
      peer.close();
    } else if (toFail.getAndDecrement() > 0) {
      peer.send(500, "");
    } else if (!error.isEmpty()) {
      peer.send(400, error, date);
    } else if (!request.body().contains(secret)) {
      peer.send(401, "{\"error\":\"invalid_client\"}", date);
    } else {
      int number = issued.incrementAndGet();
      String refresh = rotates ? ",\"refresh_token\":\"rotated-" + number + "\"" : "";
      peer.send(
          200,
          "{\"access_token\":\"token-" + number + "\",\"expires_in\":" + lifetime + refresh + "}");
    }
  }

  @Override
  public void close() {
    server.close();
  }
}
