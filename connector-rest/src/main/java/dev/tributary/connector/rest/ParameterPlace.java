package dev.tributary.connector.rest;

/**
 * Where a request carries a parameter; one that the endpoint names in braces stands in its path.
 *
 * @since 0.1.0
 */
public enum ParameterPlace {
  /** In the query of the URL. */
  QUERY,
  /** In a header of that name. */
  HEADER,
  /** In the body, as a member of its JSON or a field of its form. */
  BODY
}
