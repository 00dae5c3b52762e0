package dev.tributary.connector.http;

import dev.tributary.connector.option.Secret;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** Tells credentials apart without showing them. */
final class Fingerprint {
  private Fingerprint() {}

  static String of(String kind, Secret... secrets) {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      digest.update(kind.getBytes(StandardCharsets.UTF_8));
      for (Secret secret : secrets) {
        digest.update((byte) 0);
        digest.update(secret.reveal().getBytes(StandardCharsets.UTF_8));
      }
      return HexFormat.of().formatHex(digest.digest(), 0, 12);
    } catch (NoSuchAlgorithmException impossible) {
      throw new AssertionError("every Java has SHA-256", impossible);
    }
  }
}
