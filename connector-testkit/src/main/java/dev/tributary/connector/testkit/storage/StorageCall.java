package dev.tributary.connector.testkit.storage;

/**
 * What a client can ask of the fake.
 *
 * @since 0.1.0
 */
public enum StorageCall {
  /** Anything about buckets themselves. */
  BUCKET,
  /** A page of objects. */
  LIST,
  /** What is known of an object. */
  STAT,
  /** The bytes of an object, or a range of them. */
  READ,
  /** An upload in one request, simple or multipart. */
  INSERT,
  /** The beginning of a resumable upload. */
  START_UPLOAD,
  /** A chunk of a resumable upload. */
  UPLOAD,
  /** How far a resumable upload is, or that it is given up. */
  UPLOAD_STATUS,
  /** A deletion. */
  DELETE,
  /** A copy on the server. */
  REWRITE,
  /** Several objects made one. */
  COMPOSE,
  /** A token. */
  TOKEN
}
