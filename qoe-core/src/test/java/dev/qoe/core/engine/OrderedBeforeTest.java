package dev.qoe.core.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.qoe.api.measure.CounterSpec;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("Ordered sources that joined before a journal begins")
class OrderedBeforeTest {

  private static final SourceOptions PLAIN = SourceOptions.of("plain");
  private static final Map<Integer, SourceOptions> SOURCES =
      Map.of(
          1,
          PLAIN,
          2,
          ordered("sends"),
          3,
          ordered("joins"),
          4,
          ordered("weighs"),
          5,
          ordered("reads"));

  @Test
  @DisplayName("are those that send or leave in it without having joined")
  void found() {
    OrderedBefore look = new OrderedBefore(SOURCES::get);
    look.measurement(1, 1, 0, 0, 0, 1, 0);
    look.measurement(2, 2, 0, 0, 0, 1, 0);
    look.measurement(3, 99, 0, 0, 0, 1, 0);
    look.entry(4, OrderEntries.JOINED, entry(ordered("joins")));
    look.measurement(5, 3, 0, 0, 0, 1, 0);
    look.entry(6, JournalEntries.WEIGHED, wrap(JournalEntries.weighed(4, 0, 0, 1, 1, 2, 0)));
    look.entry(7, OrderEntries.LEFT, entry(ordered("leaves")));
    look.entry(8, OrderEntries.LEFT, entry(ordered("joins")));
    CounterSample read = new CounterSample(0, 0, CounterSpec.of64(), -1, -1);
    look.entry(9, OrderEntries.POLL, wrap(OrderEntries.poll(5, 0, read)));
    look.lost(10, 5);
    assertThat(look.names()).containsExactly("leaves", "reads", "sends", "weighs");
  }

  @Test
  @DisplayName("are written with what makes their order")
  void written() {
    SourceOptions source = ordered("a").idleAfter(Duration.ofMillis(5));
    assertThat(OrderEntries.source(OrderEntries.written(source))).isEqualTo(source);
    assertThat(OrderEntries.source(OrderEntries.written(PLAIN))).isEqualTo(PLAIN);
  }

  private static SourceOptions ordered(String name) {
    return SourceOptions.of(name).ordered(Duration.ofMillis(1_500));
  }

  private static ByteBuffer entry(SourceOptions source) {
    return wrap(OrderEntries.source(source));
  }

  private static ByteBuffer wrap(byte[] bytes) {
    return ByteBuffer.wrap(bytes);
  }
}
