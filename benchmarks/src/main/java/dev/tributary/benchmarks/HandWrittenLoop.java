package dev.tributary.benchmarks;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.io.StringWriter;
import java.math.RoundingMode;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.UUID;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.Response;

/**
 * What somebody writes who needs exactly these pages and nothing else: OkHttp, Jackson's stream, a
 * switch over names. No retries, no limits, no state, no other schema, no check of a digit.
 *
 * <p>The plain loop reads dates with java.time, decimals with BigDecimal and UUIDs with UUID; the
 * tuned one reads them from Jackson's characters by hand, as few would.
 */
final class HandWrittenLoop implements AutoCloseable {
  private static final int BATCH = 10_000;

  private final String url;
  private final boolean tuned;
  private final OkHttpClient client = new OkHttpClient();
  private final JsonFactory json = new JsonFactory();
  private final OrderColumns columns = new OrderColumns();

  HandWrittenLoop(String url, boolean tuned) {
    this.url = url;
    this.tuned = tuned;
  }

  /** Reads all pages and returns the sum over every value. */
  long read() throws IOException {
    long sum = 0;
    for (int page = 1; ; page++) {
      int records = page(page);
      if (columns.size >= BATCH || records == 0) {
        sum += columns.drain();
      }
      if (records == 0) {
        return sum;
      }
    }
  }

  private int page(int number) throws IOException {
    int records = 0;
    Request request = new Request.Builder().url(url + "/orders?page=" + number).build();
    try (Response answer = client.newCall(request).execute()) {
      if (!answer.isSuccessful()) {
        throw new IOException("HTTP " + answer.code());
      }
      try (JsonParser parser = json.createParser(answer.body().byteStream())) {
        while (parser.nextToken() != JsonToken.START_ARRAY) {
          // to the data
        }
        while (parser.nextToken() == JsonToken.START_OBJECT) {
          int row = columns.add();
          String name;
          while ((name = parser.nextFieldName()) != null) {
            if (parser.nextToken() != JsonToken.VALUE_NULL) {
              value(parser, name, row);
            }
          }
          records++;
        }
        while (parser.nextToken() != null) {
          // to the end, so that the connection is used again
        }
      }
    }
    return records;
  }

  private void value(JsonParser parser, String name, int row) throws IOException {
    int column;
    switch (name) {
      case "id" -> {
        column = 0;
        columns.id[row] = parser.getLongValue();
      }
      case "quantity" -> {
        column = 1;
        columns.quantity[row] = parser.getLongValue();
      }
      case "weight" -> {
        column = 2;
        columns.weight[row] = parser.getDoubleValue();
      }
      case "total" -> {
        column = 3;
        columns.total[row] =
            tuned
                ? hundredths(parser)
                : parser
                    .getDecimalValue()
                    .setScale(2, RoundingMode.UNNECESSARY)
                    .unscaledValue()
                    .longValueExact();
      }
      case "email" -> {
        column = 4;
        columns.email[row] = parser.getText();
      }
      case "note" -> {
        column = 5;
        columns.note[row] = parser.getText();
      }
      case "paid" -> {
        column = 6;
        columns.paid[row] = parser.getBooleanValue();
      }
      case "day" -> {
        column = 7;
        columns.day[row] =
            tuned
                ? Digits.days(parser.getTextCharacters(), parser.getTextOffset())
                : (int) LocalDate.parse(parser.getText()).toEpochDay();
      }
      case "local_at" -> {
        column = 8;
        columns.localAt[row] =
            tuned
                ? micros(parser)
                : micros(LocalDateTime.parse(parser.getText()).toInstant(ZoneOffset.UTC));
      }
      case "at" -> {
        column = 9;
        columns.at[row] = tuned ? micros(parser) : micros(Instant.parse(parser.getText()));
      }
      case "key" -> {
        column = 10;
        uuid(parser, row);
      }
      case "attributes" -> {
        column = 11;
        StringWriter text = new StringWriter();
        try (JsonGenerator copy = json.createGenerator(text)) {
          copy.copyCurrentStructure(parser);
        }
        columns.attributes[row] = text.toString();
      }
      default -> {
        parser.skipChildren();
        return;
      }
    }
    columns.nulls[row] &= ~(1 << column);
  }

  private void uuid(JsonParser parser, int row) throws IOException {
    if (tuned) {
      char[] text = parser.getTextCharacters();
      int at = parser.getTextOffset();
      columns.keyHigh[row] = Digits.uuid(text, at, at + 18);
      columns.keyLow[row] = Digits.uuid(text, at + 19, at + 36);
    } else {
      UUID key = UUID.fromString(parser.getText());
      columns.keyHigh[row] = key.getMostSignificantBits();
      columns.keyLow[row] = key.getLeastSignificantBits();
    }
  }

  private static long hundredths(JsonParser parser) throws IOException {
    return Digits.hundredths(
        parser.getTextCharacters(), parser.getTextOffset(), parser.getTextLength());
  }

  private static long micros(JsonParser parser) throws IOException {
    return Digits.micros(
        parser.getTextCharacters(), parser.getTextOffset(), parser.getTextLength());
  }

  private static long micros(Instant instant) {
    return instant.getEpochSecond() * 1_000_000L + instant.getNano() / 1_000;
  }

  @Override
  public void close() {
    client.dispatcher().executorService().shutdown();
    client.connectionPool().evictAll();
  }
}
