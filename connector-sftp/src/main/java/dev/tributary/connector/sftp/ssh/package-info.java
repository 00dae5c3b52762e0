/**
 * Connections to an SFTP server: host keys, logins, requests and their answers, and reconnecting.
 */
@NullMarked
package dev.tributary.connector.sftp.ssh;

import org.jspecify.annotations.NullMarked;
