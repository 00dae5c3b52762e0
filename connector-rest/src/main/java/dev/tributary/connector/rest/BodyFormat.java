package dev.tributary.connector.rest;

/**
 * How the body of a request is written.
 *
 * @since 0.1.0
 */
public enum BodyFormat {
  /** As a JSON object. */
  JSON,
  /** As an HTML form sends it. */
  FORM
}
