package dev.tributary.connector.files;

/**
 * What is done with a file once everything read of it is stored for good.
 *
 * @since 0.1.0
 */
public enum AfterCommit {
  /** It stays where it is; the default. */
  LEAVE,
  /** It is moved below {@code archive_path}. */
  ARCHIVE,
  /** It is deleted. */
  DELETE
}
