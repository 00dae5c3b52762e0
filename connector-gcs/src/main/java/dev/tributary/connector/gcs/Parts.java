package dev.tributary.connector.gcs;

import dev.tributary.connector.error.ConnectorException;
import dev.tributary.connector.error.ErrorKind;
import dev.tributary.connector.http.HttpRequest;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Future;
import java.util.concurrent.FutureTask;
import java.util.concurrent.Semaphore;
import org.jspecify.annotations.Nullable;

/**
 * What the large files of a store that are being written have in common: how many parts are sent at
 * once, so that memory is bounded, and where parts lie until they are composed. What a process that
 * was killed left there is deleted by the next one. Thread-safe.
 */
final class Parts {
  /** Where parts lie; names that begin with a dot are not read as files. */
  private static final String DIRECTORY = ".tributary/parts/";

  /** Parts that are older belong to nobody any more. */
  private static final Duration ABANDONED = Duration.ofDays(1);

  private final GcsApi api;
  private final String prefix;
  private final Clock clock;
  private final Semaphore places;
  private final Workers workers;
  private final Set<String> swept = new HashSet<>();

  /**
   * Makes it; nothing is asked yet.
   *
   * @param root what all names of the store begin with
   * @param workers who sends them
   * @param most how many parts are sent at once
   */
  Parts(GcsApi api, Root root, Clock clock, Workers workers, int most) {
    this.api = api;
    this.prefix = root.prefix() + DIRECTORY;
    this.clock = clock;
    this.places = new Semaphore(most);
    this.workers = workers;
  }

  /** Returns a name that nobody else has, for the parts of one object. */
  ObjectName directory(String bucket) {
    sweep(bucket);
    return new ObjectName(bucket, prefix + UUID.randomUUID() + "/");
  }

  /** Does something on a thread of its own as soon as there is a place, and waits for the place. */
  <T> Future<T> begin(Callable<T> work) {
    try {
      places.acquire();
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
      throw GcsApi.cancelled();
    }
    // The place is given back even if the work is cancelled before it begins.
    FutureTask<T> task =
        new FutureTask<>(work) {
          @Override
          protected void done() {
            places.release();
          }
        };
    boolean begun = false;
    try {
      workers.begin(task);
      begun = true;
    } finally {
      if (!begun) {
        task.cancel(false);
      }
    }
    return task;
  }

  /** Deletes what others left in a bucket, once for each store. */
  private void sweep(String bucket) {
    synchronized (swept) {
      if (!swept.add(bucket)) {
        return;
      }
    }
    Instant before = clock.instant().minus(ABANDONED);
    String token = null;
    try {
      do {
        token = sweepPage(bucket, before, token);
      } while (token != null);
    } catch (ConnectorException refused) {
      if (refused.kind() == ErrorKind.CANCELLED) {
        throw refused;
      }
      // Whoever may write but not list leaves them to the bucket's lifecycle rules.
    }
  }

  private @Nullable String sweepPage(String bucket, Instant before, @Nullable String token) {
    ObjectName directory = new ObjectName(bucket, prefix);
    HttpRequest request =
        api.request("GET", "b/" + ObjectName.escaped(bucket) + "/o")
            .query("prefix", prefix)
            .query("fields", "nextPageToken,items(" + GcsObject.FIELDS + ")");
    if (token != null) {
      request = request.query("pageToken", token);
    }
    GcsPage page = GcsPage.of(api.json(request, "list", directory).orElseThrow(), bucket);
    for (GcsObject each : page.objects()) {
      if (each.created().isBefore(before)) {
        delete(each.name());
      }
    }
    return page.next();
  }

  /** Deletes a part; one that stays is deleted another day. */
  void delete(ObjectName part) {
    try {
      api.send(api.request("DELETE", part.resource()), "delete", part, 404).close();
    } catch (ConnectorException refused) {
      if (refused.kind() == ErrorKind.CANCELLED) {
        throw refused;
      }
    }
  }
}
