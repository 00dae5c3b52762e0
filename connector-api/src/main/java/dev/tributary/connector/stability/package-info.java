/** What may be relied on, and what is only offered to be tried. */
@NullMarked
package dev.tributary.connector.stability;

import org.jspecify.annotations.NullMarked;
