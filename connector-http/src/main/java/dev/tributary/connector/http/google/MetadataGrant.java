package dev.tributary.connector.http.google;

import dev.tributary.connector.error.ConnectorException;
import dev.tributary.connector.error.ErrorKind;
import dev.tributary.connector.http.AccessToken;
import dev.tributary.connector.http.HttpRequest;
import dev.tributary.connector.http.HttpResponse;
import dev.tributary.connector.http.HttpSender;
import dev.tributary.connector.http.TokenGrant;
import java.net.URI;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The account that a machine of Google runs as, from the server that each of them has. */
final class MetadataGrant implements TokenGrant {
  private static final String USUAL = "metadata.google.internal";

  private final String server;
  private final List<String> scopes;
  private volatile boolean known;

  /** Makes it for the server of a variable, or the usual one. */
  MetadataGrant(@Nullable String named, List<String> scopes) {
    this.known = named != null && !named.isBlank();
    this.server = named != null && !named.isBlank() ? named.strip() : USUAL;
    this.scopes = scopes;
  }

  @Override
  public AccessToken ask(HttpSender plain) throws InterruptedException {
    URI url =
        URI.create(
            "http://" + server + "/computeMetadata/v1/instance/service-accounts/default/token");
    HttpRequest request =
        HttpRequest.get(url)
            .query("scopes", String.join(",", scopes))
            .header("Metadata-Flavor", "Google")
            .repeatable(known) // where there is none, asking again only takes time
            .accepting(403, 404);
    try (HttpResponse response = plain.send(request)) {
      known = true;
      return TokenReply.read(response, "Give this machine a service account, or set `credentials`");
    } catch (ConnectorException failed) {
      if (known || failed.kind() != ErrorKind.TRANSIENT) {
        throw failed;
      }
      throw ConnectorException.of(
              ErrorKind.AUTHENTICATION,
              "there are no application default credentials: GOOGLE_APPLICATION_CREDENTIALS is not"
                  + " set, gcloud has left no file, and this machine has no metadata server")
          .remedy(
              "Set `credentials` to a key, run `gcloud auth application-default login`, or say"
                  + " `credentials: none`")
          .cause(failed)
          .build();
    }
  }

  @Override
  public String fingerprint() {
    return "metadata server " + server + " " + scopes;
  }
}
