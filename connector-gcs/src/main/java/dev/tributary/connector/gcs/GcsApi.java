package dev.tributary.connector.gcs;

import dev.tributary.connector.error.ConnectorException;
import dev.tributary.connector.error.ErrorKind;
import dev.tributary.connector.host.ConnectorContext;
import dev.tributary.connector.http.Authorizer;
import dev.tributary.connector.http.HttpClient;
import dev.tributary.connector.http.HttpRequest;
import dev.tributary.connector.http.HttpResponse;
import dev.tributary.connector.http.HttpSender;
import dev.tributary.connector.http.HttpSession;
import dev.tributary.connector.http.HttpSettings;
import dev.tributary.connector.http.google.GoogleCredentials;
import dev.tributary.connector.json.JsonTree;
import dev.tributary.connector.limit.RetryPolicy;
import dev.tributary.connector.option.Options;
import dev.tributary.connector.option.Redactor;
import dev.tributary.connector.option.Secret;
import dev.tributary.connector.read.ReadContext;
import java.net.URI;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The JSON API: where things are, how they are asked for, what refusals mean. Thread-safe. */
final class GcsApi implements AutoCloseable {
  private static final URI GOOGLE = URI.create("https://storage.googleapis.com");
  private static final int LONGEST = 64 << 20;

  private final URI endpoint;
  private final @Nullable String userProject;
  private final RetryPolicy retries;
  private final HttpClient client;
  private final HttpSender sender;
  private final @Nullable HttpSession session;
  private final Redactor redactor;

  GcsApi(String sourceId, Options source, ConnectorContext host) {
    this.endpoint = endpoint(source, host);
    this.userProject = source.find(GcsOptions.USER_PROJECT).orElse(null);
    this.retries =
        RetryPolicy.standard()
            .maxRetries(source.get(GcsOptions.MAX_RETRIES))
            .maxBackoff(source.get(GcsOptions.MAX_BACKOFF));
    this.redactor = host.redactor();
    HttpSettings settings =
        HttpSettings.of(endpoint).timeout(source.get(GcsOptions.TIMEOUT)).retries(retries);
    this.client = HttpClient.open(sourceId, settings, credential(source, host), host);
    this.sender = client;
    this.session = null;
  }

  private GcsApi(GcsApi all, HttpSession session) {
    this.endpoint = all.endpoint;
    this.userProject = all.userProject;
    this.retries = all.retries;
    this.redactor = all.redactor;
    this.client = all.client;
    this.sender = session;
    this.session = session;
  }

  /**
   * Returns the same API for one reader: its host hears of what is asked, which ends with the read
   * or when this is closed.
   */
  GcsApi during(ReadContext context) {
    return new GcsApi(this, client.session(context));
  }

  private static URI endpoint(Options source, ConnectorContext host) {
    URI set = source.find(GcsOptions.ENDPOINT).orElse(null);
    if (set != null) {
      return set;
    }
    String emulator = host.resolver().variable("STORAGE_EMULATOR_HOST");
    if (emulator == null || emulator.isBlank()) {
      return GOOGLE;
    }
    String text = emulator.strip();
    try {
      return URI.create(text.contains("://") ? text : "http://" + text);
    } catch (IllegalArgumentException noUrl) {
      throw ConnectorException.of(
              ErrorKind.CONFIG, "STORAGE_EMULATOR_HOST is \"" + text + "\", which is no host")
          .remedy("Write it like http://localhost:4443, or unset it")
          .build();
    }
  }

  private Authorizer credential(Options source, ConnectorContext host) {
    Secret given = source.find(GcsOptions.CREDENTIALS).orElse(null);
    String text = given == null ? "" : given.reveal().strip();
    GoogleCredentials credentials;
    if (text.equals("none") || (given == null && "http".equals(endpoint.getScheme()))) {
      credentials = GoogleCredentials.none();
    } else if (given == null || text.equals("application_default")) {
      credentials = GoogleCredentials.applicationDefault();
    } else {
      credentials = GoogleCredentials.of(given);
    }
    URI iam = source.find(GcsOptions.IAM_ENDPOINT).orElse(null);
    GoogleCredentials asked = iam == null ? credentials : credentials.iamEndpoint(iam);
    return source
        .find(GcsOptions.IMPERSONATE)
        .map(asked::impersonating)
        .orElse(asked)
        .authorizer(host);
  }

  RetryPolicy retries() {
    return retries;
  }

  /** Makes a part of a URL known that must not be shown. */
  void hide(String secret) {
    redactor.register(secret);
  }

  /** Returns a request to what is there. */
  HttpRequest request(String method, String resource) {
    return at(method, "/storage/v1/" + resource);
  }

  /** Returns a request to where uploads begin. */
  HttpRequest upload(String bucket) {
    return at("POST", "/upload/storage/v1/b/" + ObjectName.escaped(bucket) + "/o");
  }

  private HttpRequest at(String method, String path) {
    HttpRequest request = HttpRequest.of(method, endpoint.resolve(path));
    return userProject == null ? request : request.query("userProject", userProject);
  }

  /**
   * Sends a request.
   *
   * @param what what is done, for people, such as {@code read}
   * @param name what it is done to
   * @param accepted statuses that the caller understands
   * @throws ConnectorException for every other one but 2xx, saying what it means here
   */
  HttpResponse send(HttpRequest request, String what, ObjectName name, int... accepted) {
    int[] all = Arrays.copyOf(accepted, accepted.length + 2);
    all[accepted.length] = 400;
    all[accepted.length + 1] = 404;
    HttpResponse response;
    try {
      response = sender.send(request.accepting(all));
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
      throw cancelled();
    } catch (ConnectorException refused) {
      throw GcsErrors.told(refused, what, name);
    }
    int status = response.status();
    String said = status == 404 ? response.text(LONGEST) : "";
    if (status == 404 && GcsErrors.isNoBucket(said)) {
      throw GcsErrors.refused(status, said, what, name);
    }
    boolean understood = status < 300;
    for (int each : accepted) {
      understood |= each == status;
    }
    if (understood) {
      return response;
    }
    try (response) {
      String text = status == 404 ? said : response.text(LONGEST);
      throw GcsErrors.refused(status, text, what, name);
    }
  }

  static ConnectorException cancelled() {
    return ConnectorException.of(ErrorKind.CANCELLED, "the read was cancelled").build();
  }

  /** Sends a request whose answer is an object of JSON; empty for an accepted status but 2xx. */
  Optional<Map<String, @Nullable Object>> json(
      HttpRequest request, String what, ObjectName name, int... accepted) {
    try (HttpResponse response = send(request, what, name, accepted)) {
      return response.status() < 300
          ? Optional.of(JsonTree.parseObject(response.text(LONGEST)))
          : Optional.empty();
    }
  }

  @Override
  public void close() {
    HttpSession own = session;
    if (own != null) {
      own.close();
    } else {
      client.close();
    }
  }
}
