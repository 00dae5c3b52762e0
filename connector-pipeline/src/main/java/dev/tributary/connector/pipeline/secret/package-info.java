/** Secret stores for hosts that have no vault of their own: environment, files, a keystore. */
@NullMarked
package dev.tributary.connector.pipeline.secret;

import org.jspecify.annotations.NullMarked;
