package dev.tributary.connector.rest;

/**
 * What a request does, in the words of HTTP.
 *
 * @since 0.1.0
 */
public enum HttpMethod {
  /** Reads. */
  GET,
  /** Sends something; not repeated unless {@code repeat_unsafe} is set. */
  POST,
  /** Puts something in its place. */
  PUT,
  /** Changes a part of something; not repeated unless {@code repeat_unsafe} is set. */
  PATCH,
  /** Deletes. */
  DELETE
}
