/**
 * Places that hold files: a directory here, an SFTP server, a bucket. A {@link
 * dev.tributary.connector.files.store.FileStore} is the small face that each of them implements,
 * for reading and for staging.
 */
@NullMarked
package dev.tributary.connector.files.store;

import org.jspecify.annotations.NullMarked;
