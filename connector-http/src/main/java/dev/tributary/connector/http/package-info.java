/**
 * One HTTP client for every connector: time-outs, retries, limits, credentials, streamed bodies.
 *
 * <p>An {@link dev.tributary.connector.http.HttpClient} is opened with {@link
 * dev.tributary.connector.http.HttpSettings} and an {@link dev.tributary.connector.http.Authorizer}
 * and lives as long as its connector. Each reader sends {@link
 * dev.tributary.connector.http.HttpRequest}s through an {@link
 * dev.tributary.connector.http.HttpSession} of its own and reads the {@link
 * dev.tributary.connector.http.HttpResponse}'s body as a stream:
 *
 * <pre>{@code
 * HttpSession session = client.session(context);
 * try (HttpResponse response = session.send(HttpRequest.get(url).query("page", "7"))) {
 *   decode(response.body());
 * }
 * }</pre>
 *
 * <p>What a sender gets is an answer of a 2xx status, or a {@link
 * dev.tributary.connector.error.ConnectorException} that names method, URL, status and the way out:
 *
 * <table>
 *   <caption>What answers and failures mean</caption>
 *   <tr><th>what came</th><th>kind</th><th>sent again</th></tr>
 *   <tr><td>429, 420, 529; a 403 that means too often</td><td>RATE_LIMITED</td><td>yes</td></tr>
 *   <tr><td>408, 409, 421, 423, 424, 425, other 5xx</td><td>TRANSIENT</td><td>yes</td></tr>
 *   <tr><td>no connection, no host, no answer in time, a cut before the answer</td>
 *       <td>TRANSIENT</td><td>yes</td></tr>
 *   <tr><td>a body that is cut or stalls</td><td>TRANSIENT, with its offset</td>
 *       <td>by its reader</td></tr>
 *   <tr><td>401</td><td>AUTHENTICATION</td><td>once, with a new credential</td></tr>
 *   <tr><td>403, 402, 451</td><td>PERMISSION</td><td>no</td></tr>
 *   <tr><td>404, 410</td><td>NOT_FOUND</td><td>no</td></tr>
 *   <tr><td>400, 422, other 4xx, 501, 505: the request as it is configured is refused</td>
 *       <td>CONFIG</td><td>no</td></tr>
 *   <tr><td>a certificate that does not match or is not trusted</td><td>CONFIG</td><td>no</td></tr>
 *   <tr><td>redirects without end, broken gzip, too much of it</td><td>DATA</td><td>no</td></tr>
 * </table>
 *
 * <p>Only requests that are {@linkplain dev.tributary.connector.http.HttpRequest#isRepeatable
 * repeatable} are sent again, with exponential backoff and full jitter, or when {@code Retry-After}
 * says; if that is too far off, the error says until when. What a source says about its quota holds
 * for everybody who shares the credential.
 *
 * <p>The credential, default headers and cookies go to the origins of the settings only (scheme,
 * host and port), whatever links and redirects say; another host gets none of them, and nothing
 * goes from https to http.
 *
 * <p>Counted in the metadata of an extraction are {@code requests} and {@code bytes}, as received.
 * OkHttp and Okio keep one daemon thread each for the whole JVM, which end after a minute without
 * use; everything else ends with the client.
 */
@NullMarked
package dev.tributary.connector.http;

import org.jspecify.annotations.NullMarked;
