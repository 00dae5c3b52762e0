package dev.tributary.connector.option;

import dev.tributary.connector.error.ConnectorException;
import java.util.ArrayDeque;
import java.util.Collections;
import java.util.Deque;
import java.util.IdentityHashMap;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Stands for an exception whose message, or a message of whose chain, held a secret. */
final class RedactedFailure extends RuntimeException {
  private static final long serialVersionUID = 1L;
  private static final int DEEPEST = 50;

  private final String className;

  private RedactedFailure(String className, @Nullable String message, @Nullable Throwable cause) {
    super(message, cause);
    this.className = className;
  }

  /** Returns the failure, or what stands for it and its chain. */
  static Throwable of(Throwable failure, Redactor redactor) {
    Set<Throwable> seen = Collections.newSetFromMap(new IdentityHashMap<>());
    return isClean(failure, redactor) ? failure : copy(failure, redactor, seen, 0);
  }

  private static boolean isClean(Throwable failure, Redactor redactor) {
    Set<Throwable> seen = Collections.newSetFromMap(new IdentityHashMap<>());
    Deque<Throwable> open = new ArrayDeque<>();
    open.add(failure);
    while (!open.isEmpty()) {
      Throwable next = open.remove();
      if (!seen.add(next)) {
        continue;
      }
      String shown = next.toString();
      String message = next.getMessage() == null ? "" : next.getMessage();
      if (!redactor.redact(shown).equals(shown) || !redactor.redact(message).equals(message)) {
        return false;
      }
      if (next.getCause() != null) {
        open.add(next.getCause());
      }
      Collections.addAll(open, next.getSuppressed());
    }
    return true;
  }

  private static Throwable copy(
      Throwable failure, Redactor redactor, Set<Throwable> seen, int depth) {
    seen.add(failure);
    Throwable original = failure.getCause();
    Throwable cause =
        original == null || depth == DEEPEST || seen.contains(original)
            ? null
            : copy(original, redactor, seen, depth + 1);
    Throwable copy =
        failure instanceof ConnectorException known
            ? known(known, redactor, cause)
            : new RedactedFailure(name(failure), message(failure, redactor), cause);
    copy.setStackTrace(failure.getStackTrace());
    for (Throwable suppressed : failure.getSuppressed()) {
      if (depth < DEEPEST && !seen.contains(suppressed)) {
        copy.addSuppressed(copy(suppressed, redactor, seen, depth + 1));
      }
    }
    return copy;
  }

  private static ConnectorException known(
      ConnectorException failure, Redactor redactor, @Nullable Throwable cause) {
    ConnectorException.Builder copy =
        ConnectorException.of(failure.kind(), redactor.redact(failure.what()));
    return (failure.isRepeatable() ? copy : copy.unrepeatable())
            .said(failure.said().map(redactor::redact).orElse(null))
            .source(failure.source().orElse(null))
            .stream(failure.stream().orElse(null))
            .place(failure.place().map(redactor::redact).orElse(null))
            .remedy(failure.remedy().map(redactor::redact).orElse(null))
            .retryAt(failure.retryAt().orElse(null))
            .attempts(failure.attempts())
            .cause(cause)
            .build();
  }

  private static @Nullable String message(Throwable failure, Redactor redactor) {
    return failure.getMessage() == null ? null : redactor.redact(failure.getMessage());
  }

  private static String name(Throwable failure) {
    return failure instanceof RedactedFailure redacted
        ? redacted.className
        : failure.getClass().getName();
  }

  @Override
  @SuppressWarnings("OverrideThrowableToString") // it shows another class's name
  public String toString() {
    return getMessage() == null ? className : className + ": " + getMessage();
  }
}
