package dev.tributary.examples.cli;

import dev.tributary.connector.error.ConnectorException;
import dev.tributary.connector.error.ErrorKind;
import dev.tributary.connector.option.SecretStore;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Secrets as files of a directory, and otherwise as variables: {@code secret://a_b} is the file
 * {@code a_b}, or else the variable {@code A_B}.
 *
 * @param environment the variables
 * @param directory where the files are, if there are any
 */
record LocalSecrets(Map<String, String> environment, @Nullable Path directory)
    implements SecretStore {

  @Override
  public Optional<String> read(String name) {
    if (directory != null && name.matches("[A-Za-z0-9._-]+")) {
      Path file = directory.resolve(name);
      if (Files.isRegularFile(file)) {
        try {
          return Optional.of(Files.readString(file).stripTrailing());
        } catch (IOException unreadable) {
          throw ConnectorException.of(
                  ErrorKind.PERMISSION, "the secret `" + name + "` cannot be read")
              .place(file.toString())
              .remedy("Let this user read the file")
              .build();
        }
      }
    }
    String variable = name.toUpperCase(Locale.ROOT).replaceAll("[^A-Z0-9]", "_");
    return Optional.ofNullable(environment.get(variable));
  }

  /** Shows no secret. */
  @Override
  public String toString() {
    return "LocalSecrets[" + (directory == null ? "environment" : directory) + "]";
  }
}
