package dev.tributary.examples.dropfolder;

import dev.tributary.connector.BaseConnector;
import dev.tributary.connector.Connectors;
import dev.tributary.connector.Extraction;
import dev.tributary.connector.SourceConfig;
import dev.tributary.connector.batch.RecordBatch;
import dev.tributary.connector.batch.Row;
import dev.tributary.connector.read.ExtractionRequest;
import dev.tributary.connector.state.ExtractionState;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Reads what a partner drops on a server: today's files, and tomorrow only what is new. */
public final class DropFolder {
  private DropFolder() {}

  /** Returns the server as a source; the same settings may stand in a configuration file. */
  static SourceConfig partner(PartnerServer server) {
    return SourceConfig.of("SFTP", "partner_drop")
        .with("host", "127.0.0.1")
        .with("port", server.port())
        .with("user", PartnerServer.USER)
        .with("password", PartnerServer.PASSWORD) // in earnest: secret://partner_password
        .with("host_key", server.fingerprint())
        .with("path", server.directory().toString());
  }

  /** Returns what is read: all payments, typed, and archived once they are stored. */
  static ExtractionRequest payments() {
    return ExtractionRequest.of("payments")
        .with("file_pattern", "payments_{YYYY-MM-DD}.csv")
        .with("read_options", Map.of("delimiter", ";", "decimal_separator", ","))
        .with(
            "schema",
            List.of(
                Map.of("name", "id", "type", "text", "required", true),
                Map.of("name", "day", "type", "date", "format", "DD.MM.YYYY"),
                Map.of("name", "amount", "type", "decimal(12,2)"),
                Map.of("name", "currency", "type", "text")))
        .with("after_commit", "archive")
        .with("archive_path", "archive")
        .with("on_no_match", "empty");
  }

  /**
   * Reads what the books do not hold yet.
   *
   * @param books where payments and state are stored, in one step
   * @return the payments that are new
   */
  static List<Payment> read(SourceConfig partner, Books books) {
    List<Payment> all = new ArrayList<>();
    try (BaseConnector connector = Connectors.discover().create(partner);
        Extraction extraction = connector.extractData(payments().from(books.state()))) {
      for (RecordBatch batch : extraction) {
        List<Payment> payments = new ArrayList<>();
        for (Row row : batch) {
          payments.add(Payment.of(row));
        }
        extraction.complete(batch);
        books.store(payments, extraction.state());
        all.addAll(payments);
      }
      books.store(List.of(), extraction.state()); // the end is news, too
      extraction.acknowledge(books.state()); // only now the files are archived
      books.store(List.of(), extraction.state());
    }
    return all;
  }

  /**
   * Shows a partner's two days.
   *
   * @param args nothing
   * @throws IOException if the files cannot be written
   */
  public static void main(String[] args) throws IOException {
    PrintStream out = System.out;
    try (PartnerServer server = PartnerServer.start(Files.createTempDirectory("partner"))) {
      Books books = new Books();
      server.drop(
          "payments_2026-11-20.csv",
          "id;day;amount;currency",
          "P-1;20.11.2026;9,90;EUR",
          "P-2;20.11.2026;1234567,05;EUR");
      out.println("first run: " + read(partner(server), books));
      out.println("archived:  " + server.archived());
      server.drop("payments_2026-11-21.csv", "id;day;amount;currency", "P-3;21.11.2026;0,10;CHF");
      out.println("next run:  " + read(partner(server), books));
      out.println("archived:  " + server.archived());
    }
  }

  /** What a host keeps: here in memory, in earnest a database that stores both in one step. */
  static final class Books {
    private final List<Payment> payments = new ArrayList<>();
    private String state = ExtractionState.initial().toJson();

    ExtractionState state() {
      return ExtractionState.fromJson(state);
    }

    void store(List<Payment> more, ExtractionState now) {
      payments.addAll(more);
      state = now.toJson();
    }

    List<Payment> payments() {
      return List.copyOf(payments);
    }
  }
}
