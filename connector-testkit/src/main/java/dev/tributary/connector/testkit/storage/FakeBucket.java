package dev.tributary.connector.testkit.storage;

import java.time.Instant;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListMap;
import org.jspecify.annotations.Nullable;

/** A bucket: the newest version of each object, by the order of names in UTF-8. Thread-safe. */
final class FakeBucket {
  /** What sorts behind everything that begins alike. */
  static final String LAST = new String(Character.toChars(Character.MAX_CODE_POINT));

  /** The order of code points, which UTF-8 keeps and Java's own does not. */
  static final Comparator<String> ORDER = FakeBucket::compare;

  final String name;
  final Set<String> denied = ConcurrentHashMap.newKeySet();
  final ConcurrentSkipListMap<String, FakeObject> objects = new ConcurrentSkipListMap<>(ORDER);
  volatile boolean requesterPays;
  private volatile @Nullable NumberedObjects numbered;

  FakeBucket(String name) {
    this.name = name;
  }

  private static int compare(String one, String other) {
    int end = Math.min(one.length(), other.length());
    for (int i = 0; i < end; i++) {
      char a = one.charAt(i);
      char b = other.charAt(i);
      if (a != b) {
        boolean surrogates = Character.isSurrogate(a) != Character.isSurrogate(b);
        return surrogates ? (Character.isSurrogate(a) ? 1 : -1) : Character.compare(a, b);
      }
    }
    return Integer.compare(one.length(), other.length());
  }

  void number(NumberedObjects all) {
    numbered = all;
  }

  @Nullable FakeObject get(String object) {
    FakeObject own = objects.get(object);
    NumberedObjects computed = numbered;
    return own != null || computed == null ? own : computed.get(object);
  }

  /** Returns the first object from a name on, or behind it. */
  @Nullable FakeObject next(String from, boolean inclusive) {
    Map.Entry<String, FakeObject> entry =
        inclusive ? objects.ceilingEntry(from) : objects.higherEntry(from);
    FakeObject own = entry == null ? null : entry.getValue();
    NumberedObjects computed = numbered;
    FakeObject other = computed == null ? null : computed.next(from, inclusive);
    if (own == null || other == null) {
      return own == null ? other : own;
    }
    return ORDER.compare(own.name(), other.name()) <= 0 ? own : other;
  }

  /** Returns what the API shows of it. */
  Map<String, Object> resource(String base) {
    Map<String, Object> shown = new LinkedHashMap<>();
    shown.put("kind", "storage#bucket");
    shown.put("id", name);
    shown.put("selfLink", base + "/b/" + name);
    shown.put("name", name);
    shown.put("projectNumber", "1");
    shown.put("metageneration", "1");
    shown.put("location", "US");
    shown.put("locationType", "multi-region");
    shown.put("storageClass", "STANDARD");
    shown.put("etag", "b1");
    shown.put("timeCreated", Instant.EPOCH.toString());
    shown.put("updated", Instant.EPOCH.toString());
    if (requesterPays) {
      shown.put("billing", Map.of("requesterPays", true));
    }
    return shown;
  }
}
