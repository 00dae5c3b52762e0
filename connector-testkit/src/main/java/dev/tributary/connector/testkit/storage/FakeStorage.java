package dev.tributary.connector.testkit.storage;

import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * Google Cloud Storage's JSON API over HTTP, in memory, with faults to order. Google's own Java
 * client uploads to it, lists it and reads from it without noticing.
 *
 * <pre>{@code
 * try (FakeStorage storage = FakeStorage.start()) {
 *   storage.bucket("lake").put("lake", "in/orders.csv", "id\n1\n");
 *   storage.order(StorageFault.cut(3).on(StorageCall.READ));
 *   read(storage.url());
 * }
 * }</pre>
 *
 * <p>It knows: buckets (get, create, list, delete); objects listed by page, prefix, delimiter,
 * offsets and {@code matchGlob}; read whole, by range and by generation, with checksums, raw or
 * unpacked where they are stored with gzip encoding; written by simple, multipart and resumable
 * uploads; deleted, rewritten (in steps if told), copied and composed; generations and
 * pre-conditions; permissions; requester pays; and tokens ({@link #login}).
 *
 * <p>It does not check or know: versions but the newest, soft deletion, holds and retention,
 * metadata updates, ACLs and policies (permissions are refused by {@link #deny} only), names that
 * Google forbids, storage classes, notifications, batches, gRPC and XML, customer-supplied keys,
 * signed URLs, the {@code fields} of a partial answer (all are sent), rate limits that it was not
 * ordered to keep. A resumable upload never grows old by itself.
 *
 * <p>Thread-safe; {@link #close} ends every connection and thread.
 *
 * @since 0.1.0
 */
public final class FakeStorage implements AutoCloseable {
  private static final int REMEMBERED = 10_000;

  private final WireServer server;
  private final FakeLogin login;
  private final ObjectCalls objects;
  private final UploadCalls uploads;
  private final String base;
  private final Map<String, FakeBucket> buckets = new ConcurrentHashMap<>();
  private final List<StorageFault> faults = new CopyOnWriteArrayList<>();
  private final Map<StorageCall, AtomicInteger> calls = new EnumMap<>(StorageCall.class);
  private final Deque<ReadRange> reads = new ArrayDeque<>();
  private final AtomicLong generations = new AtomicLong(1_700_000_000_000_000L);
  private final AtomicLong sent = new AtomicLong();
  private volatile Clock clock = Clock.systemUTC();
  private volatile Duration latency = Duration.ZERO;
  private volatile int pageSize = 1000;
  private volatile long rewrittenAtOnce = Long.MAX_VALUE;

  /**
   * Bytes of an object that were asked for.
   *
   * @param object its name
   * @param from the first byte
   * @param length how many
   */
  public record ReadRange(String object, long from, long length) {}

  private FakeStorage() throws IOException {
    for (StorageCall call : StorageCall.values()) {
      calls.put(call, new AtomicInteger());
    }
    this.server = WireServer.start(this::answer);
    this.base = url() + "/storage/v1";
    this.login = new FakeLogin(url().toString());
    this.objects = new ObjectCalls(base, this);
    this.uploads = new UploadCalls(base, url() + "/upload/storage/v1", this);
  }

  /**
   * Starts a server on a free port of this machine, without buckets.
   *
   * @throws IOException if no port is free
   */
  public static FakeStorage start() throws IOException {
    return new FakeStorage();
  }

  /** Returns where it is, without a path. */
  public URI url() {
    return URI.create("http://127.0.0.1:" + server.port());
  }

  /** Returns who may ask. */
  public FakeLogin login() {
    return login;
  }

  /** Makes a bucket, unless there is one of this name. */
  public FakeStorage bucket(String name) {
    buckets.computeIfAbsent(name, FakeBucket::new);
    return this;
  }

  /** Has a bucket charge those who ask. */
  public void requesterPays(String bucket) {
    known(bucket).requesterPays = true;
  }

  /** Refuses a permission, such as {@code storage.objects.get}, to everybody. */
  public void deny(String bucket, String permission) {
    known(bucket).denied.add(permission);
  }

  /** Writes an object of text; returns its generation. */
  public long put(String bucket, String name, String text) {
    return put(bucket, name, Content.of(text.getBytes(StandardCharsets.UTF_8)), Map.of());
  }

  /**
   * Writes an object; returns its generation.
   *
   * @param about its {@code contentType}, {@code contentEncoding} and the like
   */
  public long put(String bucket, String name, Content content, Map<String, String> about) {
    FakeBucket into = known(bucket);
    FakeObject made =
        FakeObject.of(
            name,
            generations.incrementAndGet(),
            content,
            new LinkedHashMap<>(about),
            false,
            clock.instant());
    into.objects.put(name, made);
    return made.generation();
  }

  /**
   * Fills a bucket with objects that take no room: the prefix, a number of eight digits from 0, and
   * the suffix.
   */
  public void number(String bucket, String prefix, String suffix, int count, Content content) {
    known(bucket).number(new NumberedObjects(prefix, suffix, count, content, Map.of()));
  }

  /** Returns an object's bytes as stored, if there is one. */
  public Optional<byte[]> get(String bucket, String name) {
    return Optional.ofNullable(known(bucket).get(name)).map(found -> found.content().bytes());
  }

  /** Returns the generation of an object; 0 if there is none. */
  public long generation(String bucket, String name) {
    FakeObject found = known(bucket).get(name);
    return found == null ? 0 : found.generation();
  }

  /** Deletes an object. */
  public void remove(String bucket, String name) {
    known(bucket).objects.remove(name);
  }

  /** Returns the names of all objects that were written to a bucket. */
  public List<String> names(String bucket) {
    return new ArrayList<>(known(bucket).objects.keySet());
  }

  /** Orders something to go wrong. */
  public void order(StorageFault fault) {
    faults.add(fault);
  }

  /** Takes back everything that was ordered, and lets what stalls go on. */
  public void release() {
    faults.clear();
    server.release();
  }

  /** Sends nothing until {@link #release}. */
  public void silence() {
    server.silence();
  }

  /** Cuts every connection now. */
  public void cut() {
    server.cut();
  }

  /** Answers each request no earlier than after this time. */
  public void latency(Duration latency) {
    this.latency = latency;
  }

  /** Tells the time by this clock. */
  public void clock(Clock clock) {
    this.clock = clock;
  }

  /** Lists no more than so many objects to a page; Google lists 1,000. */
  public void pageSize(int most) {
    pageSize = most;
  }

  /** Rewrites no more than so many bytes in one call, so that clients have to ask again. */
  public void rewriteAtOnce(long bytes) {
    rewrittenAtOnce = bytes;
  }

  /** Forgets every upload that goes on, as Google does after a week. */
  public void forgetUploads() {
    uploads.forget();
  }

  /** Returns how many resumable uploads were begun and neither finished nor given up. */
  public int openUploads() {
    return uploads.open();
  }

  /** Returns how often something was asked. */
  public int calls(StorageCall call) {
    return count(call).get();
  }

  private AtomicInteger count(StorageCall call) {
    AtomicInteger count = calls.get(call);
    return count == null ? new AtomicInteger() : count;
  }

  /** Returns how many bytes of objects were sent, up to those that nobody waited for any more. */
  public long sent() {
    return sent.get();
  }

  /** Returns what was read of objects, the last 10,000 times, in order. */
  public List<ReadRange> reads() {
    synchronized (reads) {
      return List.copyOf(reads);
    }
  }

  /** Returns how many connections are open. */
  public int connections() {
    return server.open();
  }

  /** Returns how many connections were open at once at most. */
  public int mostConnections() {
    return server.most();
  }

  void noteRead(String name, WireResponse answer) {
    answer.counted = sent;
    synchronized (reads) {
      if (reads.size() == REMEMBERED) {
        reads.removeFirst();
      }
      reads.add(new ReadRange(name, answer.from, answer.length));
    }
  }

  long rewrittenAtOnce() {
    return rewrittenAtOnce;
  }

  String caller() {
    return FakeLogin.ACCOUNT;
  }

  private WireResponse answer(WireRequest request) {
    try {
      TimeUnit.NANOSECONDS.sleep(latency.toNanos());
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
    }
    Target target = Target.of(request);
    if (target == null) {
      return StorageError.ordered(404);
    }
    count(target.call()).incrementAndGet();
    List<StorageFault> due = new ArrayList<>();
    for (StorageFault fault : faults) {
      if (fault.isDue(target.call(), target.object())) {
        due.add(fault);
      }
    }
    try {
      return faulty(request, target, due);
    } catch (StorageError error) {
      return error.answer();
    } catch (RuntimeException broken) {
      return StorageError.invalid("the fake could not serve this: " + broken).answer();
    }
  }

  private WireResponse faulty(WireRequest request, Target target, List<StorageFault> due) {
    long arriving = WireResponse.NEVER;
    boolean lie = false;
    for (StorageFault fault : due) {
      switch (fault.effect()) {
        case STATUS -> {
          WireResponse ordered = StorageError.ordered((int) fault.number());
          return fault.retryAfter() < 0
              ? ordered
              : ordered.header("Retry-After", Integer.toString(fault.retryAfter()));
        }
        case MEANWHILE -> fault.work();
        case PARTLY -> arriving = fault.number();
        case LIE -> lie = true;
        default -> {}
      }
    }
    WireResponse answer = serve(request, target, arriving, lie);
    for (StorageFault fault : due) {
      switch (fault.effect()) {
        case CUT -> answer.cutAfter = Math.min(answer.cutAfter, fault.number());
        case STALL -> answer.stallAfter = Math.min(answer.stallAfter, fault.number());
        case CORRUPT -> answer.corruptAt = fault.number();
        case LOSE, PARTLY -> answer.lost = true;
        default -> {}
      }
    }
    return answer;
  }

  private WireResponse serve(WireRequest request, Target target, long arriving, boolean lie) {
    if (target.call() == StorageCall.TOKEN) {
      return login.answer(request);
    }
    login.check(request);
    if (target.call() == StorageCall.BUCKET) {
      return BucketCalls.serve(request, target.bucket(), buckets, base, this::bucket);
    }
    FakeBucket bucket = asked(request, target.bucket());
    String object = String.valueOf(target.object());
    switch (target.call()) {
      case LIST:
        allow(bucket, "storage.objects.list", "bucket");
        return new ListCalls(base, pageSize).list(request, bucket);
      case STAT:
        allow(bucket, "storage.objects.get", "object");
        return objects.stat(request, bucket, object);
      case READ:
        allow(bucket, "storage.objects.get", "object");
        return objects.read(request, bucket, object, lie);
      case INSERT:
        allow(bucket, "storage.objects.create", "object");
        return uploads.insert(request, bucket);
      case START_UPLOAD:
        allow(bucket, "storage.objects.create", "object");
        return uploads.start(request, bucket);
      case UPLOAD:
        return uploads.upload(request, arriving);
      case UPLOAD_STATUS:
        return uploads.status(request);
      case DELETE:
        allow(bucket, "storage.objects.delete", "object");
        return objects.delete(request, bucket, object);
      case REWRITE:
        FakeBucket to = asked(request, String.valueOf(target.toBucket()));
        allow(bucket, "storage.objects.get", "object");
        allow(to, "storage.objects.create", "object");
        return objects.rewrite(request, bucket, to, target);
      case COMPOSE:
        allow(bucket, "storage.objects.create", "object");
        return objects.compose(request, bucket, object);
      default:
        return StorageError.ordered(404);
    }
  }

  private void allow(FakeBucket bucket, String permission, String what) {
    if (bucket.denied.contains(permission)) {
      throw StorageError.denied(caller(), permission, what);
    }
  }

  private FakeBucket asked(WireRequest request, String name) {
    FakeBucket bucket = buckets.get(name);
    if (bucket == null) {
      throw StorageError.noBucket();
    }
    String project = request.query("userProject");
    if (bucket.requesterPays && project == null) {
      throw new StorageError(
          400, "required", "Bucket is a requester pays bucket but no user project provided.");
    }
    return bucket;
  }

  /** Writes an object if the pre-conditions of a request hold. */
  FakeObject write(
      WireRequest request,
      FakeBucket bucket,
      String name,
      Content content,
      Map<String, Object> about,
      boolean composed) {
    synchronized (bucket) {
      @Nullable FakeObject present = bucket.get(name);
      Conditions.check(request, "if", present);
      if (present != null) {
        allow(bucket, "storage.objects.delete", "object");
      }
      FakeObject made =
          FakeObject.of(
              name, generations.incrementAndGet(), content, about, composed, clock.instant());
      bucket.objects.put(name, made);
      return made;
    }
  }

  private FakeBucket known(String name) {
    FakeBucket bucket = buckets.get(name);
    if (bucket == null) {
      throw new IllegalArgumentException("there is no bucket " + name);
    }
    return bucket;
  }

  @Override
  public void close() throws IOException {
    server.close();
  }
}
