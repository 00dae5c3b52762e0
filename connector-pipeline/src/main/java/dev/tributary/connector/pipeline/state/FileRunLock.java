package dev.tributary.connector.pipeline.state;

import dev.tributary.connector.error.ConnectorException;
import dev.tributary.connector.error.ErrorKind;
import dev.tributary.connector.pipeline.document.FileNames;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Keeps two runs of one pipeline apart, on one machine or several that share a file system with
 * locks.
 *
 * <p>The operating system holds the lock and drops it with the process, so that a killed run leaves
 * none behind, only its id in the lock's file: that run is to be {@linkplain #interrupted() gone on
 * with}. The file itself stays.
 */
final class FileRunLock implements RunLock {
  private static final int MOST = 4096;

  private final FileChannel channel;
  private final @Nullable String interrupted;

  private FileRunLock(FileChannel channel, @Nullable String interrupted) {
    this.channel = channel;
    this.interrupted = interrupted;
  }

  /**
   * Takes the lock of a pipeline.
   *
   * @param directory where locks are, made if there is none
   * @param pipelineId the pipeline
   * @throws ConnectorException of kind TRANSIENT, saying who has it, if another run does
   * @throws IOException if the file cannot be written or locked
   */
  static RunLock take(Path directory, String pipelineId) throws IOException {
    Files.createDirectories(directory);
    Path file = directory.resolve(FileNames.encode(pipelineId) + ".lock");
    FileChannel channel =
        FileChannel.open(
            file, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
    boolean taken = false;
    try {
      FileLock lock = lock(channel);
      Optional<Holder> holder = Holder.read(content(channel));
      // Where a process looks at its own lock twice, some systems drop it: then the text still
      // holds.
      if (lock == null || holder.filter(Holder::isAlive).isPresent()) {
        throw ConnectorException.of(
                ErrorKind.TRANSIENT, "another run of the pipeline " + pipelineId + " is going on")
            .place(file + holder.map(other -> ": " + other).orElse(""))
            .remedy("Wait until it has ended, or end it")
            .build();
      }
      taken = true;
      return new FileRunLock(channel, holder.map(Holder::runId).orElse(null));
    } finally {
      if (!taken) {
        channel.close();
      }
    }
  }

  private static @Nullable FileLock lock(FileChannel channel) throws IOException {
    try {
      // Far behind the text, so that where locks are mandatory others can still read who has it.
      return channel.tryLock(Long.MAX_VALUE - 1, 1, false);
    } catch (OverlappingFileLockException here) {
      return null; // this very process has it
    }
  }

  private static String content(FileChannel channel) throws IOException {
    ByteBuffer text = ByteBuffer.allocate(MOST);
    long at = 0;
    for (int read = channel.read(text, at); read > 0; read = channel.read(text, at)) {
      at += read;
    }
    return new String(text.array(), 0, text.position(), StandardCharsets.UTF_8);
  }

  @Override
  public Optional<String> interrupted() {
    return Optional.ofNullable(interrupted);
  }

  @Override
  public void hold(String runId, Instant since) throws IOException {
    channel.truncate(0);
    channel.position(0);
    Durable.writeAll(channel, Holder.here(runId, since) + "\n");
    channel.force(true);
  }

  @Override
  public void release() throws IOException {
    boolean interrupted = Thread.interrupted(); // which would close the channel before its time
    try {
      channel.truncate(0);
      channel.force(true);
    } finally {
      channel.close();
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }

  @Override
  public void close() throws IOException {
    channel.close();
  }
}
