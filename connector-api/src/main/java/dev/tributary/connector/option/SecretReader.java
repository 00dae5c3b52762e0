package dev.tributary.connector.option;

import dev.tributary.connector.error.ConnectorException;
import dev.tributary.connector.error.ErrorKind;
import org.jspecify.annotations.Nullable;

/** Reads the references of a secret at the time of its use. */
final class SecretReader {
  private SecretReader() {}

  static String read(Template template, Resolver resolver) {
    StringBuilder text = new StringBuilder();
    for (Template.Part part : template.parts()) {
      String piece =
          switch (part.kind()) {
            case LITERAL -> part.text();
            case SECRET -> secret(part.text(), resolver);
            case VARIABLE -> variable(part, resolver);
            case RUN -> found(resolver.runValue(part.text()), "${" + part.text() + "}");
          };
      if (part.kind() != Template.Kind.LITERAL) {
        resolver.redactor().register(piece);
      }
      text.append(piece);
    }
    return text.toString();
  }

  private static String secret(String name, Resolver resolver) {
    String value;
    try {
      value = resolver.secrets().read(name).orElse(null);
    } catch (ConnectorException said) {
      throw said;
    } catch (RuntimeException broken) {
      throw ConnectorException.of(
              ErrorKind.TRANSIENT, "the host's secret store could not be asked for `" + name + "`")
          .cause(resolver.redactor().redact(broken))
          .build();
    }
    if (value == null || value.isEmpty()) {
      throw ConnectorException.of(
              ErrorKind.CONFIG,
              "the host's secret store has "
                  + (value == null ? "no secret `" : "an empty value for `")
                  + name
                  + "`")
          .remedy("Put it there, or correct the name in the configuration")
          .build();
    }
    return value;
  }

  private static String variable(Template.Part part, Resolver resolver) {
    String value = resolver.variable(part.text());
    boolean missing = value == null || value.isEmpty();
    return missing && part.fallback() != null
        ? part.fallback()
        : found(value, "the environment variable " + part.text());
  }

  private static String found(@Nullable String value, String what) {
    if (value == null) {
      throw ConnectorException.of(ErrorKind.CONFIG, what + " is not set").remedy("Set it").build();
    }
    return value;
  }
}
