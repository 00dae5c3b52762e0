/**
 * Files on SFTP servers as streams of records, {@code source_type} SFTP.
 *
 * <pre>{@code
 * source_id: partner_drop
 * source_type: SFTP
 * connection_config:
 *   host: sftp.example.com
 *   user: shop
 *   private_key: secret://partner_key
 *   host_key: SHA256:k3Jb…
 *   path: /out
 * }</pre>
 *
 * <p>Which files, in which format, and what becomes of them afterwards is said as for local ones,
 * see {@link dev.tributary.connector.files}. {@link dev.tributary.connector.sftp.SftpFileStore} is
 * the same server to write to.
 */
@NullMarked
package dev.tributary.connector.sftp;

import org.jspecify.annotations.NullMarked;
