/**
 * Being polite to a source: how often it may be asked, and how failed requests are tried again.
 *
 * <p>{@link dev.tributary.connector.limit.RateLimits} says what is allowed, as a value. A {@link
 * dev.tributary.connector.limit.RateLimiter} keeps to it at run time, for everybody who uses the
 * same credential at once; {@link dev.tributary.connector.limit.RateLimiters} hands out the one
 * that belongs to a credential. It also learns what the source says about itself, as a {@link
 * dev.tributary.connector.limit.LearnedLimit} or a pause.
 *
 * <p>{@link dev.tributary.connector.limit.RetryPolicy} says how often and after what delay a failed
 * request is repeated, and {@link dev.tributary.connector.limit.RetryAfter} reads the times that
 * sources write. All time comes from a {@link dev.tributary.connector.limit.Ticker}, so that tests
 * run in virtual time.
 *
 * <p>Nothing in this package knows HTTP: an author uses it for any protocol.
 */
@NullMarked
package dev.tributary.connector.limit;

import org.jspecify.annotations.NullMarked;
