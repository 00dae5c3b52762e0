package dev.tributary.examples.dropfolder;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.LocalDate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class DropFolderIT {
  @TempDir private Path directory;

  @Test
  void readsEachPaymentOnceAndArchivesItsFile() throws IOException {
    try (PartnerServer server = PartnerServer.start(directory.toRealPath())) {
      DropFolder.Books books = new DropFolder.Books();
      server.drop("payments_2026-11-20.csv", "id;day;amount;currency", "P-1;20.11.2026;9,90;EUR");
      assertThat(DropFolder.read(DropFolder.partner(server), books))
          .containsExactly(
              new Payment("P-1", LocalDate.of(2026, 11, 20), new BigDecimal("9.90"), "EUR"));
      assertThat(server.archived()).containsExactly("payments_2026-11-20.csv");
      server.drop("payments_2026-11-21.csv", "id;day;amount;currency", "P-2;21.11.2026;0,10;CHF");
      assertThat(DropFolder.read(DropFolder.partner(server), books)).hasSize(1);
      assertThat(DropFolder.read(DropFolder.partner(server), books)).isEmpty();
      assertThat(books.payments()).extracting(Payment::id).containsExactly("P-1", "P-2");
      assertThat(server.archived()).hasSize(2);
    }
  }
}
