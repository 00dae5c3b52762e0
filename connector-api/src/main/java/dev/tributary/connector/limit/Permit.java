package dev.tributary.connector.limit;

/**
 * The permission to make one request, and the accounting of it.
 *
 * <pre>{@code
 * try (Permit permit = limiter.acquire()) {
 *   Response response = send(request);   // returns when the first byte of the answer is there
 *   permit.answered();
 *   read(response.body());
 * }
 * }</pre>
 *
 * <p>The source counts the request at some moment between sending and answering. Until it is
 * answered it therefore counts as being in every window, and from then on for the window's whole
 * length: late by at most the time the source took, and never too early. Always close a permit, or
 * its place is lost. Thread-safe; every method may be called again without effect.
 *
 * @since 0.1.0
 */
public final class Permit implements AutoCloseable {
  private final Gate gate;
  private final long answeredBefore;
  private boolean answered;
  private boolean closed;

  Permit(Gate gate, long answeredBefore) {
    this.gate = gate;
    this.answeredBefore = answeredBefore;
  }

  /** The answer begins to arrive, so the source has counted the request by now. */
  public void answered() {
    gate.locked(
        () -> {
          if (!answered) {
            answered = true;
            gate.answered();
          }
        });
  }

  /**
   * Learns what the answer to this request says about the source's quota; call it after {@link
   * #answered()}. Preferable to {@link RateLimiter#observe}, because it knows which other requests
   * the answer may not have counted yet.
   */
  public void observe(LearnedLimit limit) {
    gate.locked(
        () -> {
          long overlapping = gate.answeredSoFar() - answeredBefore - (answered ? 1 : 0);
          gate.learn(limit, overlapping + gate.unanswered() - (answered ? 0 : 1));
        });
  }

  /** The exchange is over, successful or not: frees its place among the requests at once. */
  @Override
  public void close() {
    gate.locked(
        () -> {
          if (!closed) {
            closed = true;
            answered();
            gate.closed();
          }
        });
  }
}
