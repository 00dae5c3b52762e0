/** What can be set about an SFTP server and the login there. */
@NullMarked
package dev.tributary.connector.sftp.option;

import org.jspecify.annotations.NullMarked;
