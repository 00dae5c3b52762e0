package dev.tributary.connector.testkit.storage;

import dev.tributary.connector.json.JsonTree;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.Signature;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * Who may ask a {@link FakeStorage}: it gives tokens to a service account that signs assertions, to
 * a user's refresh token, to the machine itself, and to who impersonates. Everybody is let in until
 * {@link #require}. Thread-safe.
 *
 * @since 0.1.0
 */
public final class FakeLogin {
  /** The service account of {@link #serviceAccountKey}. */
  public static final String ACCOUNT = "reader@fake-project.iam.gserviceaccount.com";

  /** The secret of {@link #userCredential}. */
  public static final String REFRESH_TOKEN = "1//refresh-token-of-a-user";

  private final String url;
  private final KeyPair keys;
  private final Set<String> valid = ConcurrentHashMap.newKeySet();
  private final AtomicInteger issued = new AtomicInteger();
  private volatile boolean required;
  private volatile Duration lifetime = Duration.ofHours(1);
  private volatile boolean refuses;
  private volatile boolean forbids;
  private final List<String> impersonated = new CopyOnWriteArrayList<>();

  FakeLogin(String url) {
    this.url = url;
    try {
      KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
      generator.initialize(2048);
      this.keys = generator.generateKeyPair();
    } catch (GeneralSecurityException impossible) {
      throw new AssertionError("every Java has RSA", impossible);
    }
  }

  /** Lets nobody in without a token from now on. */
  public void require() {
    required = true;
  }

  /** Gives tokens that last so long. */
  public void lifetime(Duration lifetime) {
    this.lifetime = lifetime;
  }

  /** Refuses every token that was given so far. */
  public void expireAll() {
    valid.clear();
  }

  /** Gives no more tokens. */
  public void refuse() {
    refuses = true;
  }

  /** Gives tokens again after {@link #refuse}. */
  public void letIn() {
    refuses = false;
  }

  /** Lets nobody act as another account any more. */
  public void forbidImpersonation() {
    forbids = true;
  }

  /** Returns the accounts that tokens were given for to others who act as them, in order. */
  public List<String> impersonated() {
    return List.copyOf(impersonated);
  }

  /** Returns how many tokens were given. */
  public int issued() {
    return issued.get();
  }

  /** Returns the JSON of a key as Google's console writes it. */
  public String serviceAccountKey() {
    String pem =
        "-----BEGIN PRIVATE KEY-----\n"
            + Base64.getMimeEncoder(64, new byte[] {'\n'})
                .encodeToString(keys.getPrivate().getEncoded())
            + "\n-----END PRIVATE KEY-----\n";
    Map<String, Object> key = new LinkedHashMap<>();
    key.put("type", "service_account");
    key.put("project_id", "fake-project");
    key.put("private_key_id", "key-1");
    key.put("private_key", pem);
    key.put("client_email", ACCOUNT);
    key.put("client_id", "1");
    key.put("token_uri", url + "/token");
    return JsonTree.write(key);
  }

  /** Returns the JSON that gcloud leaves for a user who logged in. */
  public String userCredential() {
    Map<String, Object> user = new LinkedHashMap<>();
    user.put("type", "authorized_user");
    user.put("client_id", "client-of-gcloud");
    user.put("client_secret", "secret-of-gcloud");
    user.put("refresh_token", REFRESH_TOKEN);
    user.put("token_uri", url + "/token");
    return JsonTree.write(user);
  }

  /** Fails if a request may not ask anything. */
  void check(WireRequest request) {
    if (!required) {
      return;
    }
    String header = request.header("Authorization");
    if (header == null) {
      throw new StorageError(
          401,
          "required",
          "Anonymous caller does not have storage.objects.get access to the Google Cloud Storage"
              + " object. Permission 'storage.objects.get' denied on resource (or it may not"
              + " exist).");
    }
    if (!header.startsWith("Bearer ") || !valid.contains(header.substring("Bearer ".length()))) {
      throw new StorageError(401, "authError", "Invalid Credentials");
    }
  }

  WireResponse answer(WireRequest request) {
    if (request.path().endsWith(":generateAccessToken")) {
      check(request);
      return forbids || refuses
          ? new StorageError(
                  403, "forbidden", "Permission 'iam.serviceAccounts.getAccessToken' denied")
              .answer()
          : impersonation(request.path());
    }
    if (request.path().startsWith("/computeMetadata/")) {
      return "Google".equals(request.header("Metadata-Flavor"))
          ? granted().header("Metadata-Flavor", "Google")
          : WireResponse.of(403);
    }
    Map<String, String> form = WireRequest.pairs(request.text());
    boolean good =
        "refresh_token".equals(form.get("grant_type"))
            ? REFRESH_TOKEN.equals(form.get("refresh_token"))
            : isSigned(form.get("assertion"));
    return good && !refuses ? granted() : refused("Invalid JWT Signature.");
  }

  private WireResponse impersonation(String path) {
    String name = path.substring(path.lastIndexOf('/') + 1);
    impersonated.add(name.substring(0, name.indexOf(':')));
    Map<String, Object> reply = new LinkedHashMap<>();
    reply.put("accessToken", token());
    reply.put("expireTime", Instant.now().plus(lifetime).toString());
    return WireResponse.json(200, reply);
  }

  private WireResponse granted() {
    if (refuses) {
      return refused("Account has been deleted");
    }
    Map<String, Object> reply = new LinkedHashMap<>();
    reply.put("access_token", token());
    reply.put("expires_in", lifetime.toSeconds());
    reply.put("token_type", "Bearer");
    return WireResponse.json(200, reply);
  }

  private static WireResponse refused(String why) {
    Map<String, Object> reply = new LinkedHashMap<>();
    reply.put("error", "invalid_grant");
    reply.put("error_description", why);
    return WireResponse.json(400, reply);
  }

  private String token() {
    String token = "ya29.fake-token-" + issued.incrementAndGet();
    valid.add(token);
    return token;
  }

  private boolean isSigned(@Nullable String assertion) {
    String[] parts = String.valueOf(assertion).split("\\.", -1);
    if (parts.length != 3) {
      return false;
    }
    try {
      Signature signature = Signature.getInstance("SHA256withRSA");
      signature.initVerify(keys.getPublic());
      signature.update((parts[0] + "." + parts[1]).getBytes(StandardCharsets.US_ASCII));
      Map<String, ?> claims =
          JsonTree.parseObject(
              new String(Base64.getUrlDecoder().decode(parts[1]), StandardCharsets.UTF_8));
      return signature.verify(Base64.getUrlDecoder().decode(parts[2]))
          && ACCOUNT.equals(claims.get("iss"))
          && (url + "/token").equals(claims.get("aud"))
          && claims.get("exp") instanceof Long end
          && claims.get("iat") instanceof Long start
          && end - start <= 3_600;
    } catch (GeneralSecurityException broken) {
      return false;
    }
  }
}
