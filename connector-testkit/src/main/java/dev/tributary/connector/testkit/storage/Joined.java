package dev.tributary.connector.testkit.storage;

import java.util.List;

/** Contents one after another. */
final class Joined implements Content {
  private final List<Content> parts;
  private final long size;

  Joined(List<Content> parts) {
    this.parts = List.copyOf(parts);
    this.size = parts.stream().mapToLong(Content::size).sum();
  }

  @Override
  public long size() {
    return size;
  }

  @Override
  public void copy(long at, byte[] into, int offset, int length) {
    long begin = 0;
    int done = 0;
    for (Content part : parts) {
      long end = begin + part.size();
      if (at + done < end && done < length) {
        int some = (int) Math.min(length - done, end - at - done);
        part.copy(at + done - begin, into, offset + done, some);
        done += some;
      }
      begin = end;
    }
  }
}
