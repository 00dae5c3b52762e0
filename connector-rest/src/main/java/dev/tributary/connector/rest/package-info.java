/** A connector that reads paged REST APIs completely, politely and in parallel. */
@NullMarked
package dev.tributary.connector.rest;

import org.jspecify.annotations.NullMarked;
