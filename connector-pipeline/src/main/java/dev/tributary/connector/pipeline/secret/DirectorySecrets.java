package dev.tributary.connector.pipeline.secret;

import dev.tributary.connector.error.ConnectorException;
import dev.tributary.connector.error.ErrorKind;
import dev.tributary.connector.option.SecretStore;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Optional;

/**
 * Secrets as files of a directory, one each, as Kubernetes and Docker mount them. A line break at
 * the end is no part of the value. New values replace files in one step, readable for their owner
 * only. Thread-safe.
 *
 * @since 0.1.0
 */
public final class DirectorySecrets implements SecretStore {
  private static final int MOST = 1 << 20;

  private final Path directory;

  private DirectorySecrets(Path directory) {
    this.directory = directory;
  }

  /** Returns the secrets of a directory, which need not be there yet. */
  public static DirectorySecrets at(Path directory) {
    return new DirectorySecrets(directory);
  }

  @Override
  public Optional<String> read(String name) {
    Path file = file(name);
    try {
      if (Files.size(file) > MOST) {
        throw ConnectorException.of(ErrorKind.CONFIG, "the secret `" + name + "` is no small file")
            .place(file.toString())
            .build();
      }
      String text = Files.readString(file);
      int end = text.length();
      if (end > 0 && text.charAt(end - 1) == '\n') {
        end--;
      }
      if (end > 0 && text.charAt(end - 1) == '\r') {
        end--;
      }
      return Optional.of(text.substring(0, end));
    } catch (NoSuchFileException none) {
      return Optional.empty();
    } catch (CharacterCodingException binary) {
      throw ConnectorException.of(ErrorKind.CONFIG, "the secret `" + name + "` is no UTF-8 text")
          .place(file.toString())
          .build();
    } catch (IOException unreadable) {
      throw SecretFile.unusable("the secret `" + name + "` cannot be read", file, unreadable);
    }
  }

  @Override
  public void write(String name, String value) {
    Path file = file(name);
    try {
      SecretFile.replace(file, value.getBytes(java.nio.charset.StandardCharsets.UTF_8));
    } catch (IOException unwritable) {
      throw SecretFile.unusable("the secret `" + name + "` cannot be kept", file, unwritable);
    }
  }

  private Path file(String name) {
    boolean plain = name.matches("[A-Za-z0-9_][A-Za-z0-9_.-]*");
    if (!plain) {
      throw ConnectorException.of(ErrorKind.CONFIG, "`" + name + "` is no name of a file")
          .place(directory.toString())
          .remedy("Use letters, digits, _ - and .")
          .build();
    }
    return directory.resolve(name);
  }

  @Override
  public String toString() {
    return "secrets in " + directory;
  }
}
