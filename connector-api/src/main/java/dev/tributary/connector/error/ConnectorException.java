package dev.tributary.connector.error;

import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A failure that names the source, the place and the way out.
 *
 * <p>The {@linkplain #kind() kind} tells a host what to do. The message is one sentence for people;
 * it is composed of the source, the stream, what happened, the place and the remedy, and never
 * contains a secret. Instances are immutable; the {@code …with} methods return copies that keep the
 * cause and the stack trace.
 *
 * @since 0.1.0
 */
public final class ConnectorException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final ErrorKind kind;
  private final String what;
  private final @Nullable String said;
  private final @Nullable String source;
  private final @Nullable String stream;
  private final @Nullable String place;
  private final @Nullable String remedy;
  private final @Nullable Instant retryAt;
  private final int attempts;
  private final boolean repeatable;

  private ConnectorException(Builder from) {
    super(from.compose(), from.cause);
    this.kind = from.kind;
    this.what = from.what;
    this.said = from.said;
    this.source = from.source;
    this.stream = from.stream;
    this.place = from.place;
    this.remedy = from.remedy;
    this.retryAt = from.retryAt;
    this.attempts = from.attempts;
    this.repeatable = from.repeatable;
  }

  /**
   * Starts an exception.
   *
   * @param kind what a host should do
   * @param what what happened, as a clause without a full stop, such as {@code the server answered
   *     500}
   */
  public static Builder of(ErrorKind kind, String what) {
    return new Builder(kind, what);
  }

  /** Returns what a host should do about this. */
  public ErrorKind kind() {
    return kind;
  }

  /** Returns what happened, without source, place and remedy. */
  public String what() {
    return what;
  }

  /**
   * Returns what the source itself said, or the beginning of it. It stands in the message, and may
   * hold data; what is told to listeners leaves it out.
   */
  public Optional<String> said() {
    return Optional.ofNullable(said);
  }

  /** Returns the {@code source_id} of the source, once the engine knows it. */
  public Optional<String> source() {
    return Optional.ofNullable(source);
  }

  /** Returns the stream concerned, if it is one. */
  public Optional<String> stream() {
    return Optional.ofNullable(stream);
  }

  /** Returns where it happened: file and line, table and column, page and URL without secrets. */
  public Optional<String> place() {
    return Optional.ofNullable(place);
  }

  /** Returns the way out, as an instruction to a person. */
  public Optional<String> remedy() {
    return Optional.ofNullable(remedy);
  }

  /** Returns when trying again makes sense, if the source said so. */
  public Optional<Instant> retryAt() {
    return Optional.ofNullable(retryAt);
  }

  /** Returns how many attempts were already made at what failed; at least 1. */
  public int attempts() {
    return attempts;
  }

  /**
   * Returns whether what failed may be tried again unasked; false if the source may have acted on
   * it, as on a request to create something, so that only a person can decide.
   */
  public boolean isRepeatable() {
    return repeatable;
  }

  /**
   * Returns a builder that holds everything that this exception holds, this one's stack included.
   */
  public Builder copy() {
    Builder copy = new Builder(kind, what);
    copy.said = said;
    copy.source = source;
    copy.stream = stream;
    copy.place = place;
    copy.remedy = remedy;
    copy.retryAt = retryAt;
    copy.attempts = attempts;
    copy.repeatable = repeatable;
    copy.cause = getCause();
    copy.original = this;
    return copy;
  }

  /** Collects the parts of a {@link ConnectorException}. Not thread-safe. */
  public static final class Builder {
    private ErrorKind kind;
    private String what;
    private @Nullable String said;
    private @Nullable String source;
    private @Nullable String stream;
    private @Nullable String place;
    private @Nullable String remedy;
    private @Nullable Instant retryAt;
    private int attempts = 1;
    private boolean repeatable = true;
    private @Nullable Throwable cause;
    private @Nullable ConnectorException original;

    private Builder(ErrorKind kind, String what) {
      this.kind = kind;
      this.what = what;
    }

    /** Changes the kind. */
    public Builder kind(ErrorKind kind) {
      this.kind = kind;
      return this;
    }

    /** Changes what happened, a clause without a full stop. */
    public Builder what(String what) {
      this.what = what;
      return this;
    }

    /** Quotes what the source itself said, such as the beginning of an answer. */
    public Builder said(@Nullable String said) {
      this.said = said;
      return this;
    }

    /** Names the source by its {@code source_id}. */
    public Builder source(@Nullable String source) {
      this.source = source;
      return this;
    }

    /** Names the stream. */
    public Builder stream(@Nullable String stream) {
      this.stream = stream;
      return this;
    }

    /** Names the place: file and line, table and column, page and URL without secrets. */
    public Builder place(@Nullable String place) {
      this.place = place;
      return this;
    }

    /** Names the way out, as an instruction to a person. */
    public Builder remedy(@Nullable String remedy) {
      this.remedy = remedy;
      return this;
    }

    /** Says when trying again makes sense. */
    public Builder retryAt(@Nullable Instant retryAt) {
      this.retryAt = retryAt;
      return this;
    }

    /** Says how many attempts were made; at least 1. */
    public Builder attempts(int attempts) {
      this.attempts = Math.max(1, attempts);
      return this;
    }

    /** Says that it must not be tried again unasked, because the source may have acted on it. */
    public Builder unrepeatable() {
      this.repeatable = false;
      return this;
    }

    /** Sets what caused it. */
    public Builder cause(@Nullable Throwable cause) {
      this.cause = cause;
      return this;
    }

    /** Returns the exception; throwing it is the caller's part. */
    public ConnectorException build() {
      ConnectorException built = new ConnectorException(this);
      if (original != null) {
        built.setStackTrace(original.getStackTrace());
        for (Throwable suppressed : original.getSuppressed()) {
          built.addSuppressed(suppressed);
        }
      }
      return built;
    }

    private String compose() {
      StringBuilder text = new StringBuilder();
      if (source != null) {
        text.append(source).append(": ");
      }
      if (stream != null) {
        text.append(stream).append(": ");
      }
      text.append(what);
      if (said != null) {
        text.append(": ").append(said);
      }
      if (place != null) {
        text.append(" (").append(place).append(')');
      }
      if (attempts > 1) {
        text.append(", after ").append(attempts).append(" attempts");
      }
      if (remedy != null) {
        text.append(". ").append(remedy);
      }
      return text.toString();
    }
  }
}
