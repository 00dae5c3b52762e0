package dev.tributary.connector.testkit.storage;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.GZIPInputStream;
import org.jspecify.annotations.Nullable;

/** Shows, reads, deletes, copies and composes objects. */
final class ObjectCalls {
  private static final Pattern RANGE = Pattern.compile("bytes=(\\d*)-(\\d*)");
  private static final int MOST_COMPOSED = 32;

  private final String base;
  private final FakeStorage storage;

  ObjectCalls(String base, FakeStorage storage) {
    this.base = base;
    this.storage = storage;
  }

  WireResponse stat(WireRequest request, FakeBucket bucket, String name) {
    FakeObject found = found(request, bucket, name);
    WireResponse same = conditional(request, found);
    return same != null ? same : WireResponse.json(200, found.resource(bucket.name, base));
  }

  private static @Nullable WireResponse conditional(WireRequest request, FakeObject found) {
    try {
      Conditions.check(request, "if", found);
      return null;
    } catch (StorageError unmet) {
      if (request.query("ifGenerationNotMatch") != null) {
        return WireResponse.of(304);
      }
      throw unmet;
    }
  }

  private FakeObject found(WireRequest request, FakeBucket bucket, String name) {
    FakeObject present = bucket.get(name);
    String generation = request.query("generation");
    if (present == null
        || (generation != null && Long.parseLong(generation) != present.generation())) {
      if (bucket.denied.contains("storage.objects.list")) {
        throw StorageError.denied(storage.caller(), "storage.objects.get", "object");
      }
      throw StorageError.noObject(bucket.name, name);
    }
    return present;
  }

  WireResponse read(WireRequest request, FakeBucket bucket, String name, boolean lie) {
    FakeObject found = found(request, bucket, name);
    WireResponse same = conditional(request, found);
    if (same != null) {
      return same;
    }
    String accepted = request.header("Accept-Encoding");
    boolean unpacked = found.isTranscoded() && (accepted == null || !accepted.contains("gzip"));
    WireResponse answer = unpacked ? unpacked(found) : ranged(request, found);
    if (answer.status == 416) {
      return answer;
    }
    String crc = lie ? FakeObject.base64(~0L) : found.crc32c();
    String md5 = found.md5() == null ? "" : ",md5=" + (lie ? "AAAA" : "") + found.md5();
    answer
        .header("Content-Type", found.contentType())
        .header("ETag", "\"g" + found.generation() + "\"")
        .header(
            "Last-Modified",
            DateTimeFormatter.RFC_1123_DATE_TIME.format(found.created().atOffset(ZoneOffset.UTC)))
        .header("X-Goog-Generation", Long.toString(found.generation()))
        .header("X-Goog-Metageneration", "1")
        .header("X-Goog-Hash", "crc32c=" + crc + md5)
        .header("X-Goog-Storage-Class", "STANDARD")
        .header("X-Goog-Stored-Content-Length", Long.toString(found.size()))
        .header("X-Goog-Stored-Content-Encoding", found.isGzip() ? "gzip" : "identity");
    storage.noteRead(name, answer);
    return answer;
  }

  private static WireResponse unpacked(FakeObject found) {
    try (GZIPInputStream plain =
        new GZIPInputStream(new ByteArrayInputStream(found.content().bytes()))) {
      byte[] bytes = plain.readAllBytes();
      WireResponse answer = WireResponse.bytes(200, new Bytes(bytes), 0, bytes.length);
      answer.chunked = true; // nobody knows the size before
      return answer.header("Warning", "214 UploadServer gunzipped");
    } catch (IOException noGzip) {
      return WireResponse.bytes(200, found.content(), 0, found.size());
    }
  }

  private static WireResponse ranged(WireRequest request, FakeObject found) {
    String text = request.header("Range");
    Matcher range = text == null ? null : RANGE.matcher(text);
    WireResponse answer;
    if (range == null || !range.matches() || "bytes=-".equals(text)) {
      answer = WireResponse.bytes(200, found.content(), 0, found.size());
    } else {
      long size = found.size();
      boolean tail = range.group(1).isEmpty();
      long from =
          tail
              ? Math.max(0, size - Long.parseLong(range.group(2)))
              : Long.parseLong(range.group(1));
      boolean open = tail || range.group(2).isEmpty();
      long last = open ? size - 1 : Math.min(size - 1, Long.parseLong(range.group(2)));
      if (from >= size || last < from) {
        return WireResponse.of(416).header("Content-Range", "bytes */" + size);
      }
      answer =
          WireResponse.bytes(206, found.content(), from, last - from + 1)
              .header("Content-Range", "bytes " + from + "-" + last + "/" + size);
    }
    return found.isGzip() ? answer.header("Content-Encoding", "gzip") : answer;
  }

  WireResponse delete(WireRequest request, FakeBucket bucket, String name) {
    synchronized (bucket) {
      FakeObject found = found(request, bucket, name);
      Conditions.check(request, "if", found);
      bucket.objects.remove(name);
      return WireResponse.of(204);
    }
  }

  WireResponse rewrite(WireRequest request, FakeBucket from, FakeBucket to, Target target) {
    String name = String.valueOf(target.object());
    String toName = String.valueOf(target.toObject());
    FakeObject source = found(sourceOf(request), from, name);
    Conditions.check(request, "ifSource", source);
    long done = 0;
    String token = request.query("rewriteToken");
    if (token != null) {
      done = Long.parseLong(token.substring(token.indexOf('-') + 1));
    }
    done = Math.min(source.size(), done + storage.rewrittenAtOnce());
    Map<String, Object> reply = new LinkedHashMap<>();
    reply.put("kind", "storage#rewriteResponse");
    reply.put("totalBytesRewritten", Long.toString(done));
    reply.put("objectSize", Long.toString(source.size()));
    if (done < source.size()) {
      reply.put("done", false);
      reply.put("rewriteToken", "rewrite-" + done);
      return WireResponse.json(200, reply);
    }
    FakeObject made = storage.write(request, to, toName, source.content(), source.about(), false);
    Map<String, Object> resource = made.resource(to.name, base);
    if (request.path().contains("/copyTo/")) {
      return WireResponse.json(200, resource);
    }
    reply.put("done", true);
    reply.put("resource", resource);
    return WireResponse.json(200, reply);
  }

  /** Names the generation of a copy's source as other calls name that of their object. */
  private static WireRequest sourceOf(WireRequest request) {
    String generation = request.query("sourceGeneration");
    return new WireRequest(
        request.method(),
        request.path(),
        generation == null ? Map.of() : Map.of("generation", generation),
        request.headers(),
        request.content());
  }

  WireResponse compose(WireRequest request, FakeBucket bucket, String name) {
    Map<String, Object> asked = Trees.object(request.text());
    List<FakeObject> sources = new ArrayList<>();
    for (Object each : Trees.list(asked.get("sourceObjects"))) {
      Map<String, Object> source = Trees.map(each);
      FakeObject found = bucket.get(String.valueOf(source.get("name")));
      if (found == null) {
        throw StorageError.noObject(bucket.name, String.valueOf(source.get("name")));
      }
      Object generation = source.get("generation");
      if (generation != null && Long.parseLong(generation.toString()) != found.generation()) {
        throw StorageError.noObject(bucket.name, found.name());
      }
      sources.add(found);
    }
    if (sources.isEmpty() || sources.size() > MOST_COMPOSED) {
      throw StorageError.invalid(
          "The number of source components provided (" + sources.size() + ") is not 1 to 32.");
    }
    Content whole = new Joined(sources.stream().map(FakeObject::content).toList());
    Map<String, Object> about = Trees.about(Trees.map(asked.get("destination")));
    return WireResponse.json(
        200, storage.write(request, bucket, name, whole, about, true).resource(bucket.name, base));
  }
}
