package dev.qoe.store.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.qoe.api.store.HistoryStore;
import dev.qoe.api.store.StoreException;
import java.nio.file.Path;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("The embedded H2 store")
class EmbeddedStoreTest extends HistoryStoreContract {

  @TempDir Path folder;

  @Override
  HistoryStore open() {
    return JdbcStore.embedded(folder.resolve("history"));
  }

  @Test
  @DisplayName("Forcing its file keeps what is there, and fails once it is closed")
  void forced() {
    HistoryStore store = open();
    try (store) {
      store.sync();
      store.measurements().append(new long[] {1, 2}, Samples.batch(1, 2));
      store.sync();
      store.sync();
      assertThat(store.measurements().count()).isEqualTo(2);
    }
    assertThatThrownBy(store::sync)
        .isInstanceOf(StoreException.class)
        .hasMessageContaining("cannot force the file to the disk in history")
        .hasMessageContaining("it is closed; open it again");
  }
}
