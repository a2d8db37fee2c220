package dev.qoe.store.jdbc;

import dev.qoe.api.store.HistoryStore;
import java.nio.file.Path;
import org.h2.jdbcx.JdbcDataSource;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("The store in a data source of H2")
class DataSourceStoreTest extends HistoryStoreContract {

  @TempDir Path folder;

  @Override
  HistoryStore open() {
    JdbcDataSource source = new JdbcDataSource();
    source.setURL("jdbc:h2:" + folder.resolve("mine"));
    source.setUser("joan");
    source.setPassword("secret");
    return JdbcStore.connect(source);
  }
}
