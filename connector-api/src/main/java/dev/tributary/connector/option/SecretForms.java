package dev.tributary.connector.option;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * The forms in which a secret value turns up in texts. Percent and JSON escapes are not among them:
 * the text is searched with its escapes undone, whichever characters its writer chose to escape.
 */
final class SecretForms {
  private static final int SHORTEST_PIECE = 8;
  private static final int SHORTEST_LINE = 16;

  private SecretForms() {}

  static List<String> of(String value) {
    Set<String> forms = new LinkedHashSet<>();
    forms.add(value);
    forms.add(value.strip());
    forms.add(value.strip().replace(' ', '+')); // as forms encode blanks
    if (value.indexOf('\n') >= 0) {
      // Logs are written line by line, private keys are not.
      value.lines().map(String::strip).filter(l -> l.length() >= SHORTEST_LINE).forEach(forms::add);
    }
    if (value.length() >= Redactor.SHORTEST) {
      base64(value, forms);
    }
    forms.remove("");
    return List.copyOf(forms);
  }

  private static void base64(String value, Set<String> forms) {
    byte[] bytes = value.getBytes(StandardCharsets.UTF_8);
    for (Base64.Encoder encoder : List.of(Base64.getEncoder(), Base64.getUrlEncoder())) {
      forms.add(encoder.withoutPadding().encodeToString(bytes));
      for (int before = 0; before < 3; before++) {
        String piece = inside(bytes, before, encoder);
        if (piece.length() >= SHORTEST_PIECE) {
          forms.add(piece);
        }
      }
    }
  }

  /**
   * Returns what the value looks like in the Base64 of something longer, as in {@code
   * user:password}: the characters that no neighbour has a part in.
   */
  private static String inside(byte[] value, int before, Base64.Encoder encoder) {
    byte[] shifted = new byte[before + value.length];
    Arrays.fill(shifted, (byte) 0);
    System.arraycopy(value, 0, shifted, before, value.length);
    String encoded = encoder.withoutPadding().encodeToString(shifted);
    int from = (before * 8 + 5) / 6;
    int to = shifted.length * 8 / 6;
    return from < to ? encoded.substring(from, to) : "";
  }
}
