package dev.tributary.examples.cli;

import dev.tributary.connector.BaseConnector;
import dev.tributary.connector.error.ConnectorException;
import dev.tributary.connector.error.ErrorKind;
import dev.tributary.connector.files.FileLayout;
import dev.tributary.connector.files.FileSink;
import dev.tributary.connector.files.compression.Compression;
import dev.tributary.connector.files.format.FileFormat;
import dev.tributary.connector.files.format.FileFormats;
import dev.tributary.connector.files.store.LocalFileStore;
import dev.tributary.connector.files.store.StoredFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Writes a stream to a file. */
@Command(
    name = "export",
    description = {
      "Write a stream to one file: CSV, JSONL, Parquet or Avro, by its ending; with .gz or .zst"
          + " behind it, compressed.",
      "The file appears whole or not at all. Keeps no state."
    })
final class ExportCommand implements Callable<Integer> {
  private static final Map<String, Compression> CODECS =
      Map.of(".gz", Compression.GZIP, ".zst", Compression.ZSTD);

  @Mixin private final Workspace workspace;
  @Mixin private final Selection selection = new Selection();

  @Option(
      names = {"-o", "--output"},
      required = true,
      paramLabel = "FILE",
      description = "The file to write, such as orders.parquet or orders.csv.gz.")
  private Path file = Path.of("");

  @Option(names = "--overwrite", description = "Replace the file if there is one.")
  private boolean overwrite;

  @Option(
      names = {"-n", "--limit"},
      paramLabel = "N",
      description = "How many records at most; all if not given.")
  private long limit = -1;

  ExportCommand(Io io) {
    workspace = new Workspace(io);
  }

  @Override
  public Integer call() throws IOException {
    FileLayout layout = layout(file.getFileName().toString());
    if (Files.exists(file) && !overwrite) {
      throw ConnectorException.of(ErrorKind.CONFIG, "there is a file already")
          .place(file.toString())
          .remedy("Name another one, or add --overwrite")
          .build();
    }
    Subject subject = selection.subject(workspace);
    try (BaseConnector connector = workspace.connectors().create(subject.source())) {
      String stream = selection.stream(subject, connector);
      long records = write(connector, subject, stream, layout);
      long bytes = Files.size(file);
      workspace.print(
          () ->
              List.of(
                  String.format(Locale.ROOT, "%,d records, %,d bytes in %s", records, bytes, file)),
          () -> Map.of("file", file.toString(), "rows", records, "bytes", bytes));
      return ExitCodes.OK;
    }
  }

  /** Writes beside the file, so that it appears in one step. */
  private long write(BaseConnector connector, Subject subject, String stream, FileLayout layout)
      throws IOException {
    Path directory = file.toAbsolutePath().getParent();
    if (directory == null || !Files.isDirectory(directory)) {
      throw ConnectorException.of(ErrorKind.CONFIG, "there is no directory " + directory)
          .remedy("Make it first")
          .build();
    }
    Path beside = Files.createTempDirectory(directory, ".exporting-");
    try {
      return write(connector, subject, stream, layout, beside);
    } finally {
      Files.deleteIfExists(beside);
    }
  }

  private long write(
      BaseConnector connector, Subject subject, String stream, FileLayout layout, Path beside)
      throws IOException {
    try (LocalFileStore store = LocalFileStore.at(beside);
        FileSink sink = FileSink.open(store, "", layout)) {
      long records =
          new Reading(connector, new Notes(workspace.io().notes()), limit)
              .to(sink::write, subject.request(List.of(stream)));
      place(beside, sink.commit(), stream);
      return records;
    }
  }

  private void place(Path beside, List<StoredFile> written, String stream) throws IOException {
    if (written.size() == 1) {
      Files.move(beside.resolve(written.get(0).path()), file, StandardCopyOption.REPLACE_EXISTING);
      return;
    }
    for (StoredFile part : written) {
      Files.deleteIfExists(beside.resolve(part.path()));
    }
    throw written.isEmpty()
        ? ConnectorException.of(ErrorKind.NOT_FOUND, "there are no records to write").stream(stream)
            .build()
        : ConnectorException.of(
                ErrorKind.DATA, "the records do not fit one file: their schema changes within")
            .stream(stream)
            .remedy("Declare the columns, or stage it by `tributary run`")
            .build();
  }

  private static FileLayout layout(String name) {
    String plain = name;
    Compression codec = Compression.NONE;
    for (Map.Entry<String, Compression> known : CODECS.entrySet()) {
      if (name.toLowerCase(Locale.ROOT).endsWith(known.getKey())) {
        codec = known.getValue();
        plain = name.substring(0, name.length() - known.getKey().length());
      }
    }
    FileFormats formats = FileFormats.discover(ExportCommand.class.getClassLoader());
    FileFormat format =
        formats
            .byExtension(plain)
            .orElseThrow(
                () ->
                    ConnectorException.of(
                            ErrorKind.CONFIG, "the ending of " + name + " says no format")
                        .remedy(
                            "End it in one of "
                                + String.join(
                                    ", ",
                                    formats.all().stream()
                                        .flatMap(known -> known.extensions().stream())
                                        .sorted()
                                        .toList()))
                        .build());
    return FileLayout.of(format.name())
        .compression(codec)
        .maxRows(Long.MAX_VALUE)
        .maxBytes(Long.MAX_VALUE);
  }
}
