/**
 * One HTTP client for every connector: time-outs, retries, limits, credentials, streamed bodies.
 */
@NullMarked
package dev.tributary.connector.http;

import org.jspecify.annotations.NullMarked;
