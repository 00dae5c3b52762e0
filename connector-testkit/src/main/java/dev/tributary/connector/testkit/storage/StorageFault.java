package dev.tributary.connector.testkit.storage;

import java.util.EnumSet;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * Something that goes wrong in a {@link FakeStorage}, once unless told otherwise. Say when before
 * it is {@linkplain FakeStorage#order ordered}; given to one server, it counts what became of it.
 * Thread-safe.
 *
 * @since 0.1.0
 */
public final class StorageFault {
  /** What happens. */
  enum Effect {
    STATUS,
    CUT,
    STALL,
    LOSE,
    PARTLY,
    LIE,
    CORRUPT,
    MEANWHILE
  }

  private final Effect effect;
  private final long number;
  private final @Nullable Runnable work;
  private final AtomicInteger seen = new AtomicInteger();
  private final AtomicInteger times = new AtomicInteger();
  private volatile Set<StorageCall> calls = EnumSet.allOf(StorageCall.class);
  private volatile @Nullable String object;
  private volatile int skipped;
  private volatile int most = 1;
  private volatile int retryAfter = -1;

  private StorageFault(Effect effect, long number, @Nullable Runnable work) {
    this.effect = effect;
    this.number = number;
    this.work = work;
  }

  /** Returns an answer of this status in place of what was asked, which is not done. */
  public static StorageFault status(int status) {
    return new StorageFault(Effect.STATUS, status, null);
  }

  /** Returns a connection that is cut after so many bytes of the answer's body. */
  public static StorageFault cut(long bytes) {
    return new StorageFault(Effect.CUT, bytes, null);
  }

  /** Returns an answer that stops after so many bytes of its body until the server is released. */
  public static StorageFault stall(long bytes) {
    return new StorageFault(Effect.STALL, bytes, null);
  }

  /** Returns an answer that is lost: what was asked is done, and the connection is cut. */
  public static StorageFault lose() {
    return new StorageFault(Effect.LOSE, 0, null);
  }

  /** Returns a chunk of an upload of which so many bytes arrive before the connection is cut. */
  public static StorageFault partly(long bytes) {
    return new StorageFault(Effect.PARTLY, bytes, null);
  }

  /** Returns checksums in an answer that are not those of the object. */
  public static StorageFault lie() {
    return new StorageFault(Effect.LIE, 0, null);
  }

  /** Returns an answer with one bit turned over, in this byte of what is sent. */
  public static StorageFault corrupt(long at) {
    return new StorageFault(Effect.CORRUPT, at, null);
  }

  /** Returns work that is done before the call is, such as changing the object. */
  public static StorageFault meanwhile(Runnable work) {
    return new StorageFault(Effect.MEANWHILE, 0, work);
  }

  /** Makes it happen to such calls only. */
  public StorageFault on(StorageCall first, StorageCall... more) {
    calls = EnumSet.of(first, more);
    return this;
  }

  /** Makes it happen to calls about this object only. */
  public StorageFault object(String name) {
    object = name;
    return this;
  }

  /** Lets so many of these calls pass before it happens. */
  public StorageFault after(int calls) {
    skipped = calls;
    return this;
  }

  /** Makes it happen so many times. */
  public StorageFault times(int times) {
    most = times;
    return this;
  }

  /** Makes it happen each time. */
  public StorageFault always() {
    return times(Integer.MAX_VALUE);
  }

  /** Has the answer say when to come back. */
  public StorageFault retryAfter(int seconds) {
    retryAfter = seconds;
    return this;
  }

  /** Returns how often it happened. */
  public int happened() {
    return Math.min(times.get(), most);
  }

  /** Returns whether it is to happen to this call, and counts it. */
  boolean isDue(StorageCall call, @Nullable String name) {
    boolean meant = calls.contains(call) && (object == null || object.equals(name));
    return meant && seen.getAndIncrement() >= skipped && times.incrementAndGet() <= most;
  }

  Effect effect() {
    return effect;
  }

  long number() {
    return number;
  }

  int retryAfter() {
    return retryAfter;
  }

  void work() {
    if (work != null) {
      work.run();
    }
  }

  @Override
  public String toString() {
    return effect + " " + number + " on " + calls;
  }
}
