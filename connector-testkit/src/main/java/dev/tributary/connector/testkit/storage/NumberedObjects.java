package dev.tributary.connector.testkit.storage;

import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Any number of objects that take no room: a prefix, a number of eight digits, an ending, and the
 * same content. Thread-safe.
 */
final class NumberedObjects {
  private static final int FIRST = 100_000_000;

  private final String prefix;
  private final String suffix;
  private final int count;
  private final FakeObject first;
  private volatile int last;

  NumberedObjects(
      String prefix, String suffix, int count, Content content, Map<String, Object> about) {
    this.prefix = prefix;
    this.suffix = suffix;
    this.count = count;
    this.first = FakeObject.of(prefix, 1, content, about, false, Instant.EPOCH);
  }

  @Nullable FakeObject get(String name) {
    FakeObject found = next(name, true);
    return found != null && found.name().equals(name) ? found : null;
  }

  @Nullable FakeObject next(String from, boolean inclusive) {
    int index = last;
    if (!name(index).equals(from)) {
      index = search(from);
    }
    if (index < count && name(index).equals(from) && !inclusive) {
      index++;
    }
    if (index >= count) {
      return null;
    }
    last = index;
    return new FakeObject(
        name(index),
        index + 1L,
        first.content(),
        first.about(),
        first.crc32c(),
        first.md5(),
        first.created());
  }

  /** Returns the first index whose name is not before a text. */
  private int search(String from) {
    int low = 0;
    int high = count;
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (FakeBucket.ORDER.compare(name(middle), from) < 0) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return low;
  }

  private String name(int index) {
    return prefix + Integer.toString(FIRST + index).substring(1) + suffix;
  }
}
