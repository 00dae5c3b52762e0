package dev.tributary.connector.testkit.storage;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Takes objects: simple, multipart, resumable. */
final class UploadCalls {
  private static final int UNIT = 256 << 10;
  private static final Pattern RANGE = Pattern.compile("bytes (\\d+)-(\\d+)/(\\d+|\\*)");
  private static final Pattern TOTAL = Pattern.compile("bytes \\*/(\\d+|\\*)");

  private final String base;
  private final String uploads;
  private final FakeStorage storage;
  private final Map<String, Session> sessions = new ConcurrentHashMap<>();

  UploadCalls(String base, String uploads, FakeStorage storage) {
    this.base = base;
    this.uploads = uploads;
    this.storage = storage;
  }

  /** An upload that goes on. */
  private static final class Session {
    final WireRequest begun;
    final FakeBucket bucket;
    final String name;
    final Map<String, Object> resource;
    final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    @Nullable FakeObject made;

    Session(WireRequest begun, FakeBucket bucket, String name, Map<String, Object> resource) {
      this.begun = begun;
      this.bucket = bucket;
      this.name = name;
      this.resource = resource;
    }
  }

  WireResponse insert(WireRequest request, FakeBucket bucket) {
    Map<String, Object> resource = new LinkedHashMap<>();
    Content media = Content.of(request.plainBody());
    String type = String.valueOf(request.header("Content-Type"));
    if ("multipart".equals(request.query("uploadType"))) {
      Parts parts = Parts.of(request.plainBody(), boundary(type));
      resource.putAll(Trees.object(parts.head()));
      media = parts.media();
      type = parts.type();
    } else {
      String encoding = request.query("contentEncoding");
      if (encoding != null) {
        resource.put("contentEncoding", encoding);
      }
    }
    resource.putIfAbsent("contentType", type);
    String name = name(request, resource);
    FakeObject made = write(request, bucket, name, media, resource);
    return WireResponse.json(200, made.resource(bucket.name, base));
  }

  private static String name(WireRequest request, Map<String, Object> resource) {
    Object name = resource.getOrDefault("name", request.query("name"));
    if (name == null || name.toString().isEmpty()) {
      throw StorageError.invalid("Required object name.");
    }
    return name.toString();
  }

  private static String boundary(String type) {
    int at = type.toLowerCase(Locale.ROOT).indexOf("boundary=");
    if (at < 0) {
      throw StorageError.invalid("Missing multipart boundary.");
    }
    String rest = type.substring(at + "boundary=".length());
    int end = rest.indexOf(';');
    return (end < 0 ? rest : rest.substring(0, end)).strip().replace("\"", "");
  }

  /** The two parts of a multipart body. */
  private record Parts(String head, String type, Content media) {
    static Parts of(byte[] body, String boundary) {
      String text = new String(body, StandardCharsets.ISO_8859_1);
      String mark = "--" + boundary;
      int first = text.indexOf(mark);
      int second = text.indexOf("\r\n" + mark, first + mark.length());
      int last = text.lastIndexOf("\r\n" + mark + "--");
      if (first < 0 || second < 0 || last <= second) {
        throw StorageError.invalid("Invalid multipart request.");
      }
      int json = text.indexOf("\r\n\r\n", first) + 4;
      int media = text.indexOf("\r\n\r\n", second + 2) + 4;
      byte[] head = text.substring(json, second).getBytes(StandardCharsets.ISO_8859_1);
      String type = "application/octet-stream";
      for (String line : text.substring(second, media).split("\r\n", -1)) {
        if (line.toLowerCase(Locale.ROOT).startsWith("content-type:")) {
          type = line.substring(line.indexOf(':') + 1).strip();
        }
      }
      return new Parts(
          new String(head, StandardCharsets.UTF_8),
          type,
          Content.of(Arrays.copyOfRange(body, media, last)));
    }
  }

  private FakeObject write(
      WireRequest request,
      FakeBucket bucket,
      String name,
      Content content,
      Map<String, Object> resource) {
    FakeObject probe = FakeObject.of(name, 0, content, Map.of(), false, Instant.EPOCH);
    compare("CRC32C", resource.get("crc32c"), probe.crc32c());
    compare("MD5", resource.get("md5Hash"), String.valueOf(probe.md5()));
    return storage.write(request, bucket, name, content, Trees.about(resource), false);
  }

  private static void compare(String kind, @Nullable Object said, String found) {
    if (said != null && !said.equals(found)) {
      throw StorageError.invalid(
          "Provided "
              + kind
              + " \""
              + said
              + "\" doesn't match calculated "
              + kind
              + " \""
              + found
              + "\".");
    }
  }

  WireResponse start(WireRequest request, FakeBucket bucket) {
    Map<String, Object> resource = new LinkedHashMap<>(Trees.object(request.text()));
    String type = request.header("X-Upload-Content-Type");
    if (type != null) {
      resource.putIfAbsent("contentType", type);
    }
    String name = name(request, resource);
    Conditions.check(request, "if", bucket.get(name));
    String id = UUID.randomUUID().toString();
    sessions.put(id, new Session(request, bucket, name, resource));
    return WireResponse.of(200)
        .header(
            "Location", uploads + "/b/" + bucket.name + "/o?uploadType=resumable&upload_id=" + id)
        .header("X-GUploader-UploadID", id);
  }

  /**
   * Takes a chunk.
   *
   * @param most how many bytes of it arrive
   */
  WireResponse upload(WireRequest request, long most) {
    Session session = session(request);
    synchronized (session) {
      if (session.made != null) {
        return made(session);
      }
      byte[] body = request.body();
      String text = request.header("Content-Range");
      Matcher range = text == null ? null : RANGE.matcher(text);
      long from = text == null ? 0 : session.bytes.size();
      String total = text == null ? "" : total(text);
      if (range != null && range.matches()) {
        from = Long.parseLong(range.group(1));
        total = range.group(3);
      }
      if (text == null) {
        session.bytes.reset();
      }
      long known = session.bytes.size();
      if (from > known) {
        throw new StorageError(
            503, "backendError", "Invalid request. Expected bytes from " + known + " on.");
      }
      int skipped = (int) Math.min(body.length, known - from);
      int arrived = (int) Math.min(body.length - skipped, most);
      if (most != WireResponse.NEVER) {
        arrived -= arrived % UNIT;
      }
      session.bytes.write(body, skipped, arrived);
      boolean whole =
          most == WireResponse.NEVER
              && (text == null
                  || (!total.equals("*") && Long.parseLong(total) == session.bytes.size()));
      if (whole) {
        return finish(request, session);
      }
      if (most == WireResponse.NEVER && body.length % UNIT != 0) {
        throw StorageError.invalid(
            "Invalid request. The number of bytes uploaded is required to be equal or greater"
                + " than 262144, except for the final request.");
      }
      return soFar(session);
    }
  }

  private static String total(String text) {
    Matcher total = TOTAL.matcher(text);
    return total.matches() ? total.group(1) : "*";
  }

  private WireResponse finish(WireRequest request, Session session) {
    Map<String, Object> resource = new LinkedHashMap<>(session.resource);
    String hash = request.header("X-Goog-Hash");
    for (String each : hash == null ? new String[0] : hash.split(",", -1)) {
      if (each.strip().startsWith("crc32c=")) {
        resource.put("crc32c", each.strip().substring("crc32c=".length()));
      }
    }
    session.made =
        write(
            session.begun,
            session.bucket,
            session.name,
            new Bytes(session.bytes.toByteArray()),
            resource);
    session.bytes.reset();
    return made(session);
  }

  private WireResponse made(Session session) {
    FakeObject made = session.made;
    if (made == null) {
      throw new IllegalStateException("not finished");
    }
    return WireResponse.json(200, made.resource(session.bucket.name, base));
  }

  private static WireResponse soFar(Session session) {
    WireResponse answer = WireResponse.of(308);
    return session.bytes.size() == 0
        ? answer
        : answer.header("Range", "bytes=0-" + (session.bytes.size() - 1));
  }

  WireResponse status(WireRequest request) {
    Session session = session(request);
    synchronized (session) {
      if (request.method().equals("DELETE")) {
        sessions.remove(String.valueOf(request.query("upload_id")));
        return WireResponse.of(499);
      }
      if (session.made != null) {
        return made(session);
      }
      String text = String.valueOf(request.header("Content-Range"));
      String total = total(text);
      if (!total.equals("*") && Long.parseLong(total) == session.bytes.size()) {
        return finish(request, session);
      }
      return soFar(session);
    }
  }

  /** Returns how many uploads were begun and neither finished nor given up. */
  int open() {
    return (int) sessions.values().stream().filter(session -> session.made == null).count();
  }

  /** Forgets every upload that goes on, as Google does after a week. */
  void forget() {
    sessions.clear();
  }

  private Session session(WireRequest request) {
    Session session = sessions.get(String.valueOf(request.query("upload_id")));
    if (session == null) {
      throw new StorageError(404, "notFound", "No such upload session.");
    }
    return session;
  }
}
