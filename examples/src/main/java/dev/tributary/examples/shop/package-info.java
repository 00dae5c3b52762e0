/**
 * A shop with a web API such as real ones have: OAuth2, cursors, limits, and trouble now and then.
 *
 * <p>It stands in for a source on the internet, so that the examples need none. It is no part of
 * Tributary.
 */
@NullMarked
package dev.tributary.examples.shop;

import org.jspecify.annotations.NullMarked;
