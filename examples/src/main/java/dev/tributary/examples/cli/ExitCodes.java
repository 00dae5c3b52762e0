package dev.tributary.examples.cli;

import dev.tributary.connector.error.ErrorKind;

/** How commands end. */
final class ExitCodes {
  /** Everything was done. */
  static final int OK = 0;

  /** It was tried and failed. */
  static final int FAILED = 1;

  /** The command line or the configuration is wrong; nothing was done. */
  static final int USAGE = 2;

  /** It failed in passing: the same command may succeed later. */
  static final int LATER = 3;

  /** It was interrupted; a run goes on with the next one. */
  static final int INTERRUPTED = 130;

  private ExitCodes() {}

  /** Returns how a command ends that failed so. */
  static int of(ErrorKind kind) {
    return switch (kind) {
      case CONFIG, NOT_FOUND -> USAGE;
      case TRANSIENT, RATE_LIMITED -> LATER;
      case CANCELLED -> INTERRUPTED;
      default -> FAILED;
    };
  }
}
