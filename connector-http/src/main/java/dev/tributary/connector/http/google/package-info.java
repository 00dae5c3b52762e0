/**
 * Google's credentials for the HTTP client: service accounts, application default, the metadata
 * server, impersonation.
 */
@NullMarked
package dev.tributary.connector.http.google;

import org.jspecify.annotations.NullMarked;
