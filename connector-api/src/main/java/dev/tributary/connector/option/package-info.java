/**
 * Typed options, the configuration they are read from, and the secrets in it.
 *
 * <p>An author declares what a connector can be told as constants:
 *
 * <pre>{@code
 * static final Option<URI> URL = Option.uri("base_url").required().doc("Where the shop is");
 * static final Option<Duration> TIMEOUT = Option.seconds("timeout", 30);
 * static final Option<Secret> TOKEN = Option.secret("token").required();
 * static final OptionSet OPTIONS = OptionSet.of(URL, TIMEOUT, TOKEN);
 * }</pre>
 *
 * <p>From this one declaration come the binding of a {@link
 * dev.tributary.connector.option.Configuration} with every {@link
 * dev.tributary.connector.option.Problem} at once, the reference page and the JSON Schema. Values
 * are read with {@link dev.tributary.connector.option.Options#get}.
 *
 * <p>Text in a configuration may refer to what a host lends through a {@link
 * dev.tributary.connector.option.Resolver}:
 *
 * <ul>
 *   <li>{@code ${NAME}} and {@code ${NAME:-default}} read the environment; the default also stands
 *       in for a variable that is empty;
 *   <li>{@code ${run.…}} and {@code ${pipeline.…}} read the run;
 *   <li>{@code secret://name} and {@code ${secret:name}} name a secret, which is resolved when it
 *       is used, never when it is parsed;
 *   <li><code>$${</code> stands for the two characters <code>${</code> themselves; anything else in
 *       braces is an error.
 * </ul>
 *
 * <p>A {@link dev.tributary.connector.option.Secret} shows its value only to who asks for it by
 * name, and a {@link dev.tributary.connector.option.Redactor} takes revealed values out of every
 * text.
 */
@NullMarked
package dev.tributary.connector.option;

import org.jspecify.annotations.NullMarked;
