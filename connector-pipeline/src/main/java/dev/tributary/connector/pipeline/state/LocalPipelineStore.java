package dev.tributary.connector.pipeline.state;

import java.io.IOException;
import java.nio.file.Path;

/**
 * A directory: {@code states}, {@code locks} and {@code history} in it.
 *
 * @param directory the directory, made with its first use
 */
record LocalPipelineStore(Path directory) implements PipelineStore {
  @Override
  public StateVersions states() throws IOException {
    return LocalStateVersions.at(directory.resolve("states"));
  }

  @Override
  public RunHistory history() throws IOException {
    return LocalRunHistory.at(directory.resolve("history"));
  }

  @Override
  public RunLock lock(String pipelineId) throws IOException {
    return FileRunLock.take(directory.resolve("locks"), pipelineId);
  }

  @Override
  public String place() {
    return directory.toString();
  }
}
