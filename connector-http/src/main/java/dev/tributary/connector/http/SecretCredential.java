package dev.tributary.connector.http;

import dev.tributary.connector.error.ConnectorException;
import dev.tributary.connector.error.ErrorKind;
import dev.tributary.connector.option.Secret;
import java.util.function.BiFunction;

/** A credential that is one secret in one place of the request. */
final class SecretCredential implements Authorizer {
  private final Secret secret;
  private final String where;
  private final BiFunction<HttpRequest, String, HttpRequest> place;

  private SecretCredential(
      Secret secret, String where, BiFunction<HttpRequest, String, HttpRequest> place) {
    this.secret = secret;
    this.where = where;
    this.place = place;
  }

  static Authorizer of(
      Secret secret, String where, BiFunction<HttpRequest, String, HttpRequest> place) {
    return new SecretCredential(secret, where, place);
  }

  @Override
  public HttpRequest authorize(HttpRequest request, HttpSender plain) {
    try {
      return place.apply(request, secret.reveal());
    } catch (IllegalArgumentException unsendable) {
      throw ConnectorException.of(
              ErrorKind.CONFIG, "the secret for `" + where + "` holds what cannot be sent there")
          .remedy(
              "Check it for a line break, a semicolon or a character beyond ASCII, for instance"
                  + " from the end of a file")
          .build();
    }
  }

  @Override
  public boolean renew(HttpRequest refused, HttpSender plain) {
    String before = secret.reveal();
    // Another thread may have read the new one already: then the refused request held the old one.
    return !Urls.shows(refused, before) || !secret.revealAgain().equals(before);
  }

  @Override
  public String fingerprint() {
    return Fingerprint.of(where, secret);
  }
}
