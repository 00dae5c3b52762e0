package dev.tributary.connector.http.google;

import dev.tributary.connector.error.ConnectorException;
import dev.tributary.connector.error.ErrorKind;
import dev.tributary.connector.host.ConnectorContext;
import dev.tributary.connector.http.HttpBody;
import dev.tributary.connector.http.HttpClient;
import dev.tributary.connector.http.HttpRequest;
import dev.tributary.connector.http.HttpResponse;
import dev.tributary.connector.http.HttpSettings;
import dev.tributary.connector.json.JsonTree;
import dev.tributary.connector.option.SecretStore;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.CRC32C;
import org.jspecify.annotations.Nullable;

/**
 * Secrets in Google Secret Manager. A name is one of
 *
 * <ul>
 *   <li>{@code shop_token}: the newest enabled version of a secret of the project;
 *   <li>{@code shop_token/versions/3}: that version;
 *   <li>{@code projects/other/secrets/shop_token}, with or without a version: one of another
 *       project.
 * </ul>
 *
 * <p>A new value becomes a new version. Passing failures are tried again; what is read is compared
 * with Google's checksum. Thread-safe. No text and no exception holds a value.
 *
 * @since 0.1.0
 */
public final class GoogleSecretManager implements SecretStore, AutoCloseable {
  private static final URI GOOGLE = URI.create("https://secretmanager.googleapis.com");

  private static final Pattern NAME =
      Pattern.compile(
          "(?:projects/([a-z0-9.:-]+)/secrets/)?([A-Za-z0-9_-]{1,255})"
              + "(?:/versions/([A-Za-z0-9_-]+))?");

  /** Google allows values of 64 KiB; as Base64, in an answer with little around it. */
  private static final int MOST = 200_000;

  private final String project;
  private final URI endpoint;
  private final HttpClient client;
  private final ConnectorContext host;

  private GoogleSecretManager(
      String project, URI endpoint, HttpClient client, ConnectorContext host) {
    this.project = project;
    this.endpoint = endpoint;
    this.client = client;
    this.host = host;
  }

  /**
   * Opens the secrets of a project. Nothing is asked yet.
   *
   * @param project the project of names that say none
   * @param credentials who asks; needs the role Secret Manager Secret Accessor
   * @param host lends clock, threads and redactor; its own secret store is asked for nothing but
   *     what {@code credentials} refers to
   */
  public static GoogleSecretManager open(
      String project, GoogleCredentials credentials, ConnectorContext host) {
    return open(project, credentials, host, GOOGLE);
  }

  /**
   * Opens the secrets of a project at another server, such as a regional one or an emulator.
   *
   * @param project the project of names that say none
   * @param credentials who asks
   * @param host lends clock, threads and redactor
   * @param endpoint the server, such as {@code
   *     https://secretmanager.europe-west3.rep.googleapis.com}
   */
  public static GoogleSecretManager open(
      String project, GoogleCredentials credentials, ConnectorContext host, URI endpoint) {
    HttpClient client =
        HttpClient.open(
            "google-secret-manager", HttpSettings.of(endpoint), credentials.authorizer(host), host);
    return new GoogleSecretManager(project, endpoint, client, host);
  }

  @Override
  public Optional<String> read(String name) {
    Matcher parts = parts(name);
    String version = parts.group(3) == null ? "latest" : parts.group(3);
    URI url = url(parts, "/versions/" + version + ":access");
    HttpRequest request = HttpRequest.get(url).accepting(403, 404, 400);
    try (HttpResponse answer = client.send(request)) {
      if (answer.status() == 404) {
        return Optional.empty();
      }
      refuse(answer, name, "read", "Secret Manager Secret Accessor");
      return Optional.of(value(name, answer.text(MOST)));
    } catch (InterruptedException interrupted) {
      throw interrupted(name, interrupted);
    }
  }

  private String value(String name, String answer) {
    byte[] bytes;
    Object sum;
    try {
      Map<String, @Nullable Object> payload =
          JsonTree.map(JsonTree.parseObject(answer).get("payload"));
      bytes = Base64.getDecoder().decode(JsonTree.text(payload.get("data")));
      sum = payload.get("dataCrc32c");
    } catch (ConnectorException | IllegalArgumentException unreadable) {
      // Without its cause, whose text may hold a piece of the value.
      throw ConnectorException.of(
              ErrorKind.TRANSIENT, "Secret Manager's answer for `" + name + "` is no secret's")
          .build();
    }
    CRC32C own = new CRC32C();
    own.update(bytes);
    if (sum != null && !sum.toString().equals(Long.toString(own.getValue()))) {
      throw ConnectorException.of(
              ErrorKind.TRANSIENT, "`" + name + "` did not arrive as Secret Manager sent it")
          .build();
    }
    String value = new String(bytes, StandardCharsets.UTF_8);
    host.redactor().register(value);
    return value;
  }

  /**
   * {@inheritDoc}
   *
   * @throws ConnectorException of kind CONFIG if the name says a version: a new value is a new one
   */
  @Override
  public void write(String name, String value) {
    host.redactor().register(value);
    Matcher parts = parts(name);
    if (parts.group(3) != null && !parts.group(3).equals("latest")) {
      throw ConnectorException.of(
              ErrorKind.CONFIG, "`" + name + "` is one version, which cannot get a new value")
          .remedy("Leave the version out, so that the newest is read")
          .build();
    }
    byte[] bytes = value.getBytes(StandardCharsets.UTF_8);
    CRC32C sum = new CRC32C();
    sum.update(bytes);
    String data = Base64.getEncoder().encodeToString(bytes);
    host.redactor().register(data);
    String body =
        JsonTree.write(
            Map.of("payload", Map.of("data", data, "dataCrc32c", Long.toString(sum.getValue()))));
    HttpRequest request =
        HttpRequest.post(url(parts, ":addVersion"), HttpBody.json(body))
            .accepting(403, 404, 400)
            .repeatable(true); // twice the same version does no harm
    try (HttpResponse answer = client.send(request)) {
      if (answer.status() == 404) {
        throw ConnectorException.of(ErrorKind.NOT_FOUND, "there is no secret `" + name + "`")
            .place(place(parts))
            .remedy("Make it; a new value needs a secret to be a version of")
            .build();
      }
      refuse(answer, name, "replace", "Secret Manager Secret Version Adder");
    } catch (InterruptedException interrupted) {
      throw interrupted(name, interrupted);
    }
  }

  private void refuse(HttpResponse answer, String name, String what, String role) {
    if (answer.status() == 403) {
      throw ConnectorException.of(
              ErrorKind.PERMISSION, "the credential may not " + what + " `" + name + "`")
          .place(answer.place())
          .remedy(
              "Grant it the role "
                  + role
                  + " on the secret, and see that the Secret Manager API is enabled")
          .build();
    }
    if (answer.status() == 400) {
      throw ConnectorException.of(
              ErrorKind.CONFIG,
              "Secret Manager cannot "
                  + what
                  + " `"
                  + name
                  + "`: its version is disabled or destroyed")
          .place(answer.place())
          .remedy("Enable the version, or name another one")
          .build();
    }
  }

  private static ConnectorException interrupted(String name, InterruptedException cause) {
    Thread.currentThread().interrupt();
    return ConnectorException.of(
            ErrorKind.CANCELLED, "asking Secret Manager for `" + name + "` was interrupted")
        .cause(cause)
        .build();
  }

  private static Matcher parts(String name) {
    Matcher parts = NAME.matcher(name);
    if (!parts.matches()) {
      throw ConnectorException.of(
              ErrorKind.CONFIG, "`" + name + "` is no name of a secret in Secret Manager")
          .remedy("Write name, name/versions/3, or projects/project/secrets/name")
          .build();
    }
    return parts;
  }

  private String place(Matcher parts) {
    String owner = parts.group(1) == null ? project : parts.group(1);
    return "projects/" + owner + "/secrets/" + parts.group(2);
  }

  private URI url(Matcher parts, String rest) {
    return endpoint.resolve("/v1/" + place(parts) + rest);
  }

  /** Ends its connections. */
  @Override
  public void close() {
    client.close();
  }

  @Override
  public String toString() {
    return "Secret Manager of " + project;
  }
}
