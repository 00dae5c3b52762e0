/**
 * What a host lends to connectors and what it gets told: threads, clock, secrets, limiters,
 * listeners, and the account of an extraction.
 */
@NullMarked
package dev.tributary.connector.host;

import org.jspecify.annotations.NullMarked;
