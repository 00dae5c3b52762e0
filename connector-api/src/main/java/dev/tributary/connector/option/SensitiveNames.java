package dev.tributary.connector.option;

import java.util.List;
import java.util.Locale;
import java.util.Set;

/** Knows by a name whether what stands under it is secret. */
final class SensitiveNames {
  static final int LONGEST = 64;

  private static final List<String> ENDINGS =
      List.of(
          "password",
          "passwd",
          "passphrase",
          "secret",
          "token",
          "apikey",
          "accesskey",
          "secretkey",
          "privatekey",
          "signingkey",
          "encryptionkey",
          "accountkey",
          "sharedkey",
          "subscriptionkey",
          "signature",
          "credential",
          "credentials",
          "authorization",
          "cookie",
          "clientassertion");

  private static final Set<String> WHOLE =
      Set.of("pwd", "pass", "auth", "jwt", "xauth", "sessionid", "jsessionid", "phpsessid");

  /** Names that mean something harmless outside of a URL's query. */
  private static final Set<String> IN_QUERIES =
      Set.of("key", "sig", "code", "session", "sid", "assertion", "accesskeyid", "awsaccesskeyid");

  /** Places in a listing, not keys to it. */
  private static final List<String> HARMLESS =
      List.of("pagetoken", "continuationtoken", "synctoken", "nexttoken", "pagingtoken");

  private static final Set<String> TO_END_OF_LINE =
      Set.of("authorization", "proxyauthorization", "cookie", "setcookie");

  private SensitiveNames() {}

  /** Returns whether this is the name of a header, option or field that holds a secret. */
  static boolean isSensitive(String name) {
    String plain = plain(name);
    return WHOLE.contains(plain)
        || (ENDINGS.stream().anyMatch(plain::endsWith)
            && HARMLESS.stream().noneMatch(plain::endsWith));
  }

  /** Returns whether this is the name of a query parameter that holds a secret. */
  static boolean isSensitiveInQuery(String name) {
    String plain = plain(name);
    boolean signed = plain.startsWith("xamz") || plain.startsWith("xgoog");
    return signed || IN_QUERIES.contains(plain) || isSensitive(name);
  }

  /** Returns whether a header of this name is secret to its end, blanks included. */
  static boolean isWholeLine(String name) {
    return TO_END_OF_LINE.contains(plain(name));
  }

  private static String plain(String name) {
    StringBuilder plain = new StringBuilder(name.length());
    for (int i = 0; i < name.length(); i++) {
      char c = name.charAt(i);
      if (c != '_' && c != '-' && c != '.' && c != ' ') {
        plain.append(c);
      }
    }
    return plain.toString().toLowerCase(Locale.ROOT);
  }
}
