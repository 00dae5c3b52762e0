package dev.tributary.connector.pipeline.state;

import java.io.IOException;
import java.util.Optional;
import java.util.SortedSet;

/**
 * Keeps the versions of documents by name, and lets one of several writers win. What stands in a
 * document, and how many versions are kept, is not its business. Thread-safe, also between
 * processes unless it says otherwise.
 *
 * @since 0.1.0
 */
public interface StateVersions {
  /**
   * Returns the names of which there is a document.
   *
   * @param prefix what they begin with
   * @throws IOException if they cannot be read
   */
  SortedSet<String> names(String prefix) throws IOException;

  /**
   * Returns the versions that are there of a name; none if there are none.
   *
   * @throws IOException if they cannot be read
   */
  SortedSet<Long> versions(String name) throws IOException;

  /**
   * Returns a version's document; nothing if it is not there, or not any more.
   *
   * @throws IOException if it cannot be read
   */
  Optional<String> read(String name, long version) throws IOException;

  /**
   * Adds the version after {@code newest} durably, in one step, if {@code newest} still is the
   * newest.
   *
   * @param name any text but the empty one
   * @param newest the newest version as far as the writer knows; zero if there is none
   * @param document the text to keep
   * @return whether it was added; if not, somebody else added one
   * @throws IOException if it could not be added
   */
  boolean add(String name, long newest, String document) throws IOException;

  /**
   * Removes a version; one that is not there is no error.
   *
   * @throws IOException if it could not be removed
   */
  void remove(String name, long version) throws IOException;

  /** Returns where a person finds a version. */
  String place(String name, long version);
}
