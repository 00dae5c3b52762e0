/**
 * The one exception that connectors raise and hosts catch, and the kinds that tell a host what to
 * do about it.
 */
@NullMarked
package dev.tributary.connector.error;

import org.jspecify.annotations.NullMarked;
