package dev.tributary.benchmarks;

import dev.tributary.connector.testkit.storage.Content;
import dev.tributary.connector.testkit.storage.FakeStorage;
import java.time.Duration;
import java.util.Map;
import java.util.Random;

/** The testkit's Cloud Storage in a process of its own, with a bucket {@code lake}. */
public final class GcsServer {
  private GcsServer() {}

  /**
   * Prints the URL and ends with the input.
   *
   * @param arguments the bytes of the object {@code large}; how many small files there are; what
   *     each answer takes in milliseconds
   */
  public static void main(String[] arguments) throws Exception {
    try (FakeStorage fake = FakeStorage.start().bucket("lake")) {
      byte[] piece = new byte[1 << 20];
      new Random(1).nextBytes(piece);
      piece[0] = 'x';
      long bytes = Long.parseLong(arguments[0]);
      if (bytes > 0) {
        fake.put("lake", "large", Content.repeating(piece, bytes), Map.of());
      }
      int files = Integer.parseInt(arguments[1]);
      for (int i = 0; i < files; i++) {
        fake.put(
            "lake", "small/" + i + ".csv", "id,text\n" + (i + ",a line of a file\n").repeat(50));
      }
      fake.latency(Duration.ofMillis(Long.parseLong(arguments[2])));
      System.out.println(fake.url());
      while (System.in.read() >= 0) {
        // until whoever started this is gone
      }
    }
  }
}
