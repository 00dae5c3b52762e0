package dev.tributary.connector.pipeline.state;

import dev.tributary.connector.state.ExtractionState;
import java.time.Instant;
import java.util.Optional;

/**
 * A version of a stream's state.
 *
 * @param version its number, from 1
 * @param storedAt when it was stored; empty for one of an early release
 * @param why what stored it: {@code run}, {@code reset}, {@code edit} or {@code restore}
 * @param state the state
 * @since 0.1.0
 */
public record StateVersion(
    long version, Optional<Instant> storedAt, String why, ExtractionState state) {}
