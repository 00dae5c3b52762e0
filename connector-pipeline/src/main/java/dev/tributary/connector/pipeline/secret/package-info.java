/** Secret stores for hosts that have no vault of their own: environment, files, a keystore. */
@Experimental
@NullMarked
package dev.tributary.connector.pipeline.secret;

import dev.tributary.connector.stability.Experimental;
import org.jspecify.annotations.NullMarked;
