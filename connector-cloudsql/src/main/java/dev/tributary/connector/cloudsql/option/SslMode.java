package dev.tributary.connector.cloudsql.option;

/**
 * How far the line to the server is protected.
 *
 * @since 0.1.0
 */
public enum SslMode {
  /** In clear. */
  DISABLE,
  /** Encrypted if the server can; whoever sits on the line can prevent it. */
  PREFER,
  /** Encrypted, with whoever answers. */
  REQUIRE,
  /** Encrypted, with a server whose certificate a trusted authority signed. */
  VERIFY_CA,
  /** As before, and the certificate is for the host that was asked for. */
  VERIFY_FULL
}
