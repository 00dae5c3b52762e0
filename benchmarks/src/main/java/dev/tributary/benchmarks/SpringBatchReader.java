package dev.tributary.benchmarks;

import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.batch.item.ExecutionContext;
import org.springframework.batch.item.database.JdbcCursorItemReader;
import org.springframework.jdbc.core.ColumnMapRowMapper;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

/** Spring Batch's cursor reader, as its users set it up to get whole rows. */
final class SpringBatchReader {
  private SpringBatchReader() {}

  /** Returns the sum of the ids of a table's rows, each of which was made a map of its values. */
  static long read(String url, String table, int fetch) throws Exception {
    JdbcCursorItemReader<Map<String, Object>> reader = new JdbcCursorItemReader<>();
    reader.setName("mixed");
    reader.setDataSource(new DriverManagerDataSource(url));
    reader.setSql("SELECT * FROM " + table);
    reader.setFetchSize(fetch);
    // without it the driver keeps the whole result, for the reader commits by itself
    reader.setConnectionAutoCommit(false);
    reader.setVerifyCursorPosition(false);
    reader.setRowMapper(new Rows());
    reader.afterPropertiesSet();
    reader.open(new ExecutionContext());
    try {
      long sum = 0;
      for (Map<String, Object> row = reader.read(); row != null; row = reader.read()) {
        sum += row.get("id") instanceof Long id ? id : 0;
      }
      return sum;
    } finally {
      reader.close();
    }
  }

  /** Spring's own mapper, but for its type of map: looking names up in any case costs it much. */
  private static final class Rows extends ColumnMapRowMapper {
    @Override
    @SuppressWarnings("NullAway") // Spring's own says the same in its older annotations
    protected Map<String, @Nullable Object> createColumnMap(int columns) {
      return new LinkedHashMap<>(2 * columns);
    }
  }
}
