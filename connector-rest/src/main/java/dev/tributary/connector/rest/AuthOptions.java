package dev.tributary.connector.rest;

import dev.tributary.connector.option.Option;
import dev.tributary.connector.option.OptionSet;
import dev.tributary.connector.option.Options;
import dev.tributary.connector.option.Secret;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/**
 * Who asks: {@code auth_type}, and what {@code auth_config} holds for each.
 *
 * @since 0.1.0
 */
public final class AuthOptions {
  /** How the API wants to be told who asks. */
  public static final Option<AuthType> AUTH_TYPE =
      Option.enumeration("auth_type", AuthType.NONE)
          .check(
              AuthType::isAvailable,
              "one of NONE, API_KEY, BASIC_AUTH, BEARER, OAUTH2 in this version; the others come"
                  + " later")
          .doc(
              "How the API wants to be told who asks. JWT, SESSION_TOKEN and CUSTOM come with a"
                  + " later version");

  /** The key of API_KEY. */
  public static final Option<Secret> API_KEY =
      Option.secret("api_key").required().doc("The key").example("secret://shop_api_key");

  /** The header that carries the key. */
  public static final Option<String> HEADER_NAME =
      Option.string("header_name")
          .doc("The header that carries it; `X-API-Key` for a key if nothing is said");

  /** The query parameter that carries the key. */
  public static final Option<String> PARAM_NAME =
      Option.string("param_name").doc("The query parameter that carries the key instead");

  /** The cookie that carries the key. */
  public static final Option<String> COOKIE_NAME =
      Option.string("cookie_name").doc("The cookie that carries the key instead");

  /** What stands before the key or token in its header. */
  public static final Option<String> PREFIX =
      Option.string("prefix")
          .doc(
              "What stands before it in the header, such as `Token`; a blank is put between where"
                  + " none is");

  /** The user of BASIC_AUTH. */
  public static final Option<Secret> USERNAME =
      Option.identity("username").required().doc("The user");

  /** The password of BASIC_AUTH. */
  public static final Option<Secret> PASSWORD =
      Option.secret("password").doc("The user's password; empty if nothing is said");

  /** The token of BEARER. */
  public static final Option<Secret> TOKEN = Option.secret("token").required().doc("The token");

  /** The client of OAUTH2. */
  public static final Option<Secret> CLIENT_ID =
      Option.identity("client_id").required().doc("The client's id");

  /** The client's secret of OAUTH2. */
  public static final Option<Secret> CLIENT_SECRET =
      Option.secret("client_secret")
          .doc("The client's secret; a public client with a refresh token has none");

  /** Where OAUTH2 tokens are got. */
  public static final Option<URI> TOKEN_URL =
      Option.uri("token_url")
          .required()
          .check(RestOptions::isWeb, "a URL that begins with https:// or http://")
          .check(
              url -> url.getRawUserInfo() == null,
              "without user and password, which are `client_id` and `client_secret`")
          .check(RestOptions::namesHost, "a URL with a host of letters, digits and hyphens")
          .doc("Where access tokens are got");

  /** The refresh token of OAUTH2. */
  public static final Option<Secret> REFRESH_TOKEN =
      Option.secret("refresh_token")
          .doc(
              "The refresh token; where the API rotates it, write `secret://name`, so that the new"
                  + " one goes to the host's secret store");

  /** How OAUTH2 tokens are got. */
  public static final Option<GrantType> GRANT_TYPE =
      Option.enumeration("grant_type", GrantType.class)
          .doc("How tokens are got; by the refresh token if there is one");

  /** What OAUTH2 tokens are asked for. */
  public static final Option<List<String>> SCOPES =
      Option.strings("scopes").orElse(List.of()).doc("The scopes to ask for");

  /** Further parameters of OAUTH2 token requests. */
  public static final Option<Map<String, Secret>> TOKEN_PARAMETERS =
      Option.secrets("extra_parameters")
          .aliases("parameters")
          .orElse(Map.of())
          .doc("Further parameters of token requests, such as `audience`");

  /** Where OAUTH2 token requests carry the client's credentials. */
  public static final Option<Boolean> CLIENT_IN_HEADER =
      Option.bool("client_in_header", false)
          .doc("Whether token requests carry the client in a Basic header instead of the form");

  /** How early OAUTH2 tokens are renewed. */
  public static final Option<Duration> REFRESH_MARGIN =
      Option.seconds("refresh_margin", 60).doc("How long before it expires a token is renewed");

  /** What the credential is. */
  public static final Option<Options> AUTH_CONFIG =
      Option.object("auth_config", OptionSet.of()).doc("The credential, by `auth_type`");

  private static final OptionSet KEY =
      OptionSet.of(API_KEY, HEADER_NAME, PARAM_NAME, COOKIE_NAME, PREFIX)
          .exclusive(HEADER_NAME, PARAM_NAME, COOKIE_NAME)
          .exclusive(PREFIX, PARAM_NAME)
          .exclusive(PREFIX, COOKIE_NAME);

  private static final OptionSet OAUTH2 =
      OptionSet.of(
              CLIENT_ID,
              CLIENT_SECRET,
              TOKEN_URL,
              REFRESH_TOKEN,
              GRANT_TYPE,
              SCOPES,
              TOKEN_PARAMETERS,
              CLIENT_IN_HEADER,
              REFRESH_MARGIN,
              HEADER_NAME,
              PREFIX)
          .requiredIf(REFRESH_TOKEN, GRANT_TYPE, GrantType.REFRESH_TOKEN)
          .requiredIf(CLIENT_SECRET, GRANT_TYPE, GrantType.CLIENT_CREDENTIALS)
          .oneOf(CLIENT_SECRET, REFRESH_TOKEN);

  /** All of them, nested by type. */
  static final OptionSet ALL =
      OptionSet.of(AUTH_TYPE, AUTH_CONFIG)
          .when(AUTH_TYPE, AuthType.API_KEY, AUTH_CONFIG, KEY)
          .when(AUTH_TYPE, AuthType.BASIC_AUTH, AUTH_CONFIG, OptionSet.of(USERNAME, PASSWORD))
          .when(AUTH_TYPE, AuthType.BEARER, AUTH_CONFIG, OptionSet.of(TOKEN, HEADER_NAME, PREFIX))
          .when(AUTH_TYPE, AuthType.OAUTH2, AUTH_CONFIG, OAUTH2);

  private AuthOptions() {}
}
