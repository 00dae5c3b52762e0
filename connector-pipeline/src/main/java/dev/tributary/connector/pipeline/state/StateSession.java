package dev.tributary.connector.pipeline.state;

import dev.tributary.connector.error.ConnectorException;
import dev.tributary.connector.error.ErrorKind;
import dev.tributary.connector.state.ExtractionState;
import dev.tributary.connector.state.StateStore;
import java.io.IOException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;
import java.util.concurrent.ConcurrentHashMap;

/**
 * States as one run sees them. Saving is optimistic: of several sessions that loaded the same
 * version of a name, one saves, and the others are refused. The last few versions are kept.
 * Thread-safe.
 *
 * @since 0.1.0
 */
public final class StateSession implements StateStore {
  private static final int KEPT = 5;
  private static final int TRIES = 10;

  private final StateVersions versions;
  private final Clock clock;
  private final String why;
  private final Map<String, Long> seen = new ConcurrentHashMap<>();

  StateSession(StateVersions versions, Clock clock, String why) {
    this.versions = versions;
    this.clock = clock;
    this.why = why;
  }

  /** Returns a session for a run that sees nothing of others. */
  public static StateSession of(StateVersions versions, Clock clock) {
    return new StateSession(versions, clock, "run");
  }

  /**
   * Returns the newest version of a state, and remembers which one it is.
   *
   * @throws ConnectorException of kind DATA if it is corrupted, or of kind CONFIG if a newer
   *     release wrote it
   * @throws IOException if the store cannot be read
   */
  @Override
  public Optional<ExtractionState> load(String name) throws IOException {
    return newest(name).map(StateVersion::state);
  }

  /**
   * Returns the number of the version that was last loaded or saved here; zero if there is none.
   */
  public long version(String name) {
    return seen.getOrDefault(name, 0L);
  }

  /** Says that a version was seen, though it could not be read. */
  void saw(String name, long version) {
    seen.put(name, version);
  }

  Optional<StateVersion> newest(String name) throws IOException {
    for (int i = 0; i < TRIES; i++) {
      SortedSet<Long> there = versions.versions(name);
      if (there.isEmpty()) {
        seen.put(name, 0L);
        return Optional.empty();
      }
      long newest = there.last();
      Optional<String> text = versions.read(name, newest);
      if (text.isPresent()) {
        StateVersion version = read(name, newest, text.get(), there.size() > 1);
        seen.put(name, newest);
        return Optional.of(version);
      }
      seen.remove(name); // somebody saved so often meanwhile that this one is history
    }
    throw conflict(name);
  }

  private StateVersion read(String name, long version, String text, boolean hasOlder) {
    return StateDocument.read(version, text, versions.place(name, version), hasOlder);
  }

  /** Returns the versions that can be read, the newest first. */
  List<StateVersion> history(String name) throws IOException {
    List<StateVersion> history = new ArrayList<>();
    for (long version : versions.versions(name)) {
      versions
          .read(name, version)
          .flatMap(document -> readable(name, version, document))
          .ifPresent(readable -> history.add(0, readable));
    }
    return history;
  }

  /** One that is corrupted is no history; loading it says what is wrong. */
  private Optional<StateVersion> readable(String name, long version, String document) {
    try {
      return Optional.of(read(name, version, document, true));
    } catch (ConnectorException corrupted) {
      return Optional.empty();
    }
  }

  /**
   * Stores a state, unless somebody else stored one since this session loaded or saved the name. A
   * name that was never loaded here must be new.
   *
   * @throws ConnectorException of kind TRANSIENT if somebody else did
   * @throws IOException if it could not be stored
   */
  @Override
  public void save(String name, ExtractionState state) throws IOException {
    long before = version(name);
    long version = before + 1;
    String document = StateDocument.write(name, version, clock.instant(), why, state);
    if (!versions.add(name, before, document)) {
      throw conflict(name);
    }
    seen.put(name, version);
    for (long old : versions.versions(name).headSet(version - KEPT + 1)) {
      versions.remove(name, old);
    }
  }

  private ConnectorException conflict(String name) {
    return ConnectorException.of(
            ErrorKind.TRANSIENT, "another run stored a state of " + name + " meanwhile")
        .place(versions.place(name, version(name)))
        .remedy("Run again: it goes on from what the other run stored")
        .build();
  }
}
