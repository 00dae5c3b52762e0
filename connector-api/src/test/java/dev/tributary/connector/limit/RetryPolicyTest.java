package dev.tributary.connector.limit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.tributary.connector.error.ConnectorException;
import dev.tributary.connector.error.ErrorKind;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class RetryPolicyTest {
  private final VirtualTicker time = new VirtualTicker();
  private final Random random = new Random(1);
  private final List<Duration> delays = new ArrayList<>();

  @Test
  void doublesTheBackoffUpToItsMaximum() {
    RetryPolicy policy = RetryPolicy.standard();
    assertThat(policy.backoffAfter(1)).isEqualTo(Duration.ofMillis(500));
    assertThat(policy.backoffAfter(2)).isEqualTo(Duration.ofSeconds(1));
    assertThat(policy.backoffAfter(7)).isEqualTo(Duration.ofSeconds(32));
    assertThat(policy.backoffAfter(8)).isEqualTo(Duration.ofSeconds(60));
    assertThat(policy.backoffAfter(Integer.MAX_VALUE)).isEqualTo(Duration.ofSeconds(60));
  }

  @Property
  void drawsDelaysFromTheWholeRange(
      @ForAll @IntRange(min = 1, max = 100) int attempt, @ForAll long seed) {
    RetryPolicy policy = RetryPolicy.standard();
    Duration delay = policy.delay(attempt, new Random(seed));
    assertThat(delay).isBetween(Duration.ZERO, policy.backoffAfter(attempt));
  }

  @Test
  void spreadsThoseWhoFailedTogether() {
    RetryPolicy policy = RetryPolicy.standard();
    double mean =
        random
            .ints(4_000)
            .mapToLong(i -> policy.delay(3, random).toMillis())
            .average()
            .orElseThrow();
    assertThat(mean).isBetween(930.0, 1070.0);
  }

  @Test
  void triesAgainUntilItWorks() throws Exception {
    AtomicInteger calls = new AtomicInteger();
    String result = run(RetryPolicy.standard(), () -> failUntil(3, calls, ErrorKind.TRANSIENT));
    assertThat(result).isEqualTo("done at 3");
    assertThat(delays).hasSize(2);
    assertThat(time.elapsed()).isEqualTo(delays.get(0).plus(delays.get(1)).toNanos());
  }

  @Test
  @DisplayName("rule 5: attempts are counted on the error")
  void countsTheAttemptsOnTheError() {
    AtomicInteger calls = new AtomicInteger();
    ConnectorException failed = failure(RetryPolicy.standard(), 99, calls, ErrorKind.TRANSIENT);
    assertThat(calls).hasValue(4);
    assertThat(failed.attempts()).isEqualTo(4);
    assertThat(failed).hasMessageContaining("after 4 attempts");
  }

  @Test
  @DisplayName("rule 5: attempts do not multiply where one policy runs inside another")
  void doesNotMultiplyAttempts() {
    AtomicInteger calls = new AtomicInteger();
    RetryPolicy policy = RetryPolicy.standard();
    ConnectorException failed =
        catchThrowableOfType(
            ConnectorException.class,
            () -> run(policy, () -> run(policy, () -> failUntil(99, calls, ErrorKind.TRANSIENT))));
    assertThat(calls).hasValue(4);
    assertThat(failed.attempts()).isEqualTo(4);
  }

  @Test
  @DisplayName("rule 5: an outer policy of more retries uses up only what is left")
  void usesOnlyTheRetriesThatAreLeft() {
    AtomicInteger calls = new AtomicInteger();
    assertThatThrownBy(
            () ->
                run(
                    RetryPolicy.standard().maxRetries(4),
                    () ->
                        run(
                            RetryPolicy.standard().maxRetries(2),
                            () -> failUntil(99, calls, ErrorKind.TRANSIENT))))
        .hasMessageContaining("after 6 attempts");
    assertThat(calls).hasValue(6);
  }

  @Test
  void doesNotRepeatWhatTheSourceMayHaveActedOn() {
    ConnectorException passing = ConnectorException.of(ErrorKind.TRANSIENT, "cut").build();
    assertThat(RetryPolicy.standard().shouldRetry(passing, 1)).isTrue();
    assertThat(RetryPolicy.standard().shouldRetry(passing.copy().unrepeatable().build(), 1))
        .isFalse();
  }

  @Test
  void repeatsOnlyWhatPassesByItself() {
    for (ErrorKind kind : ErrorKind.values()) {
      AtomicInteger calls = new AtomicInteger();
      failure(RetryPolicy.standard(), 99, calls, kind);
      assertThat(calls.get()).as("%s", kind).isEqualTo(kind.isRetryable() ? 4 : 1);
    }
    assertThatThrownBy(
            () ->
                run(
                    RetryPolicy.standard(),
                    () -> {
                      throw new IOException("not classified");
                    }))
        .isInstanceOf(IOException.class);
    AtomicInteger calls = new AtomicInteger();
    failure(RetryPolicy.never(), 99, calls, ErrorKind.TRANSIENT);
    assertThat(calls).hasValue(1);
  }

  @Test
  @DisplayName("B1.1: comes back when the source says")
  void honoursTheSourcesTime() throws Exception {
    AtomicInteger calls = new AtomicInteger();
    run(
        RetryPolicy.standard(),
        () -> {
          if (calls.incrementAndGet() == 1) {
            throw ConnectorException.of(ErrorKind.RATE_LIMITED, "too many requests")
                .retryAt(time.now().plusSeconds(120))
                .build();
          }
          return "";
        });
    assertThat(delays.get(0)).isBetween(Duration.ofMinutes(2), Duration.ofMillis(120_050));
  }

  @Test
  @DisplayName("B1.2: does not wait for hours, and says until when")
  void givesUpWhenTheSourceAsksForTooMuch() {
    var later = time.now().plusSeconds(3600);
    AtomicInteger calls = new AtomicInteger();
    assertThatThrownBy(
            () ->
                run(
                    RetryPolicy.standard(),
                    () -> {
                      calls.incrementAndGet();
                      throw ConnectorException.of(ErrorKind.RATE_LIMITED, "too many requests")
                          .retryAt(later)
                          .build();
                    }))
        .isInstanceOfSatisfying(
            ConnectorException.class, given -> assertThat(given.retryAt()).hasValue(later));
    assertThat(calls).hasValue(1);
    assertThat(time.elapsed()).isZero();
  }

  @Test
  void endsAfterTheLongestTimeInAll() {
    AtomicInteger calls = new AtomicInteger();
    RetryPolicy patient =
        RetryPolicy.standard().maxRetries(1_000_000).maxElapsed(Duration.ofMinutes(2));
    ConnectorException failed = failure(patient, 1_000_000, calls, ErrorKind.TRANSIENT);
    assertThat(Duration.ofNanos(time.elapsed())).isLessThanOrEqualTo(Duration.ofMinutes(2));
    assertThat(failed.attempts()).isEqualTo(calls.get());
  }

  @Test
  void stopsWhenInterrupted() {
    Thread.currentThread().interrupt();
    assertThatThrownBy(
            () ->
                RetryPolicy.standard()
                    .run(
                        () -> failUntil(2, new AtomicInteger(), ErrorKind.TRANSIENT),
                        (failure, delay) -> {}))
        .isInstanceOf(InterruptedException.class);
  }

  @Test
  void refusesSettingsThatMakeNoSense() {
    RetryPolicy policy = RetryPolicy.standard();
    assertThatThrownBy(() -> policy.maxRetries(-1)).hasMessageContaining("max_retries");
    assertThatThrownBy(() -> policy.factor(0.5)).hasMessageContaining("backoff_factor");
    assertThatThrownBy(() -> policy.factor(Double.NaN)).hasMessageContaining("backoff_factor");
    assertThatThrownBy(() -> policy.maxBackoff(Duration.ofSeconds(-1)))
        .hasMessageContaining("max_backoff");
  }

  private ConnectorException failure(
      RetryPolicy policy, int until, AtomicInteger calls, ErrorKind kind) {
    return catchThrowableOfType(
        ConnectorException.class, () -> run(policy, () -> failUntil(until, calls, kind)));
  }

  private String run(RetryPolicy policy, java.util.concurrent.Callable<String> work)
      throws Exception {
    return policy.run(work, (failure, delay) -> delays.add(delay), time, random);
  }

  private static String failUntil(int success, AtomicInteger calls, ErrorKind kind) {
    if (calls.incrementAndGet() < success) {
      throw ConnectorException.of(kind, "the line was cut").build();
    }
    return "done at " + calls.get();
  }
}
