/** What a host does around a read: the guide to embedding shows it. */
@NullMarked
package dev.tributary.examples.embedding;

import org.jspecify.annotations.NullMarked;
