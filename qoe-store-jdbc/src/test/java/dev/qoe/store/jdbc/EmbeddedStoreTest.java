package dev.qoe.store.jdbc;

import dev.qoe.api.store.HistoryStore;
import java.nio.file.Path;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("The embedded H2 store")
class EmbeddedStoreTest extends HistoryStoreContract {

  @TempDir Path folder;

  @Override
  HistoryStore open() {
    return JdbcStore.embedded(folder.resolve("history"));
  }
}
