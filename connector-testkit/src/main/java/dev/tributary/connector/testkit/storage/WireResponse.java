package dev.tributary.connector.testkit.storage;

import dev.tributary.connector.json.JsonTree;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;

/** An answer, and what is to go wrong while it is sent. Used by one thread. */
final class WireResponse {
  static final long NEVER = Long.MAX_VALUE;

  final int status;
  final Map<String, String> headers = new LinkedHashMap<>();
  final Content body;
  final long from;
  final long length;
  boolean chunked;
  boolean lost;
  long cutAfter = NEVER;
  long stallAfter = NEVER;
  long corruptAt = NEVER;
  AtomicLong counted = new AtomicLong();

  private WireResponse(int status, Content body, long from, long length) {
    this.status = status;
    this.body = body;
    this.from = from;
    this.length = length;
  }

  static WireResponse of(int status) {
    return new WireResponse(status, Content.of(new byte[0]), 0, 0);
  }

  static WireResponse json(int status, Map<String, ?> tree) {
    byte[] text = JsonTree.write(tree).getBytes(StandardCharsets.UTF_8);
    return new WireResponse(status, new Bytes(text), 0, text.length)
        .header("Content-Type", "application/json; charset=UTF-8");
  }

  static WireResponse bytes(int status, Content body, long from, long length) {
    return new WireResponse(status, body, from, length);
  }

  WireResponse header(String name, String value) {
    headers.put(name, value);
    return this;
  }
}
