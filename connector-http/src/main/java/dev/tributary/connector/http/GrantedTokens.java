package dev.tributary.connector.http;

import dev.tributary.connector.error.ConnectorException;
import dev.tributary.connector.error.ErrorKind;
import dev.tributary.connector.http.TokenSlot.Token;
import java.time.Duration;

/** The tokens of a grant that somebody else wrote. */
final class GrantedTokens implements TokenAuthorizer.Source {
  private static final Duration MARGIN = Duration.ofSeconds(60);

  private final TokenGrant grant;

  GrantedTokens(TokenGrant grant) {
    this.grant = grant;
  }

  @Override
  public Token token(TokenSlot slot, HttpSender plain) throws InterruptedException {
    AccessToken got = grant.ask(plain);
    String value = got.value();
    if (value.isEmpty() || !value.chars().allMatch(c -> c > ' ' && c < 127)) {
      throw ConnectorException.of(
              ErrorKind.AUTHENTICATION,
              "the token that was granted is one that no header can carry")
          .remedy("Check where tokens come from")
          .build();
    }
    if (plain instanceof PlainSender sender) {
      sender.hide(value);
    }
    return Token.of(value, got.lifetime(), MARGIN, TokenEndpoint.clock(plain).instant());
  }

  @Override
  public String fingerprint() {
    return grant.fingerprint();
  }
}
