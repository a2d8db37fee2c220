package dev.qoe.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.qoe.api.kpi.Kpi;
import dev.qoe.api.measure.Measurement;
import dev.qoe.api.network.ElementPath;
import dev.qoe.api.spi.ErrorKind;
import dev.qoe.api.spi.Payload;
import dev.qoe.api.spi.PayloadDecoder;
import dev.qoe.api.spi.PayloadDecoderFactory;
import dev.qoe.api.spi.PluginContext;
import dev.qoe.api.spi.PluginDescriptor;
import dev.qoe.api.spi.PluginException;
import dev.qoe.api.spi.Setting;
import dev.qoe.api.spi.Settings;
import dev.qoe.api.spi.Sink;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("a test context")
class TestContextTest {

  @TempDir private Path scratch;

  @Test
  @DisplayName("runs tasks on threads of its own and counts them")
  void runsTasks() throws Exception {
    try (TestContext context = TestContext.in(scratch)) {
      FutureTask<Thread> task = new FutureTask<>(Thread::currentThread);
      context.executor().execute(task);
      assertThat(task.get(10, TimeUnit.SECONDS)).isNotEqualTo(Thread.currentThread());
      assertThat(context.tasks()).isEqualTo(1);
    }
  }

  @Test
  @DisplayName("remembers progress and lends clock and scratch folder")
  void remembersProgress() {
    try (TestContext context = TestContext.in(scratch)) {
      context.progress(3, 10, "rows");
      assertThat(context.progress()).containsExactly(new TestContext.Progress(3, 10, "rows"));
      assertThat(context.scratch()).isEqualTo(scratch);
      assertThat(context.clock().instant()).isEqualTo("2020-01-01T00:00:00Z");
    }
  }

  /** Decodes a byte as packet loss; a byte of 255 breaks it. */
  private static final class Loss implements PayloadDecoderFactory {
    private static final Setting<Integer> PARTS =
        Setting.integer("parts", 100, "of how many parts the whole is");
    private final AtomicInteger closed = new AtomicInteger();

    @Override
    public PluginDescriptor descriptor() {
      return PluginDescriptor.of("loss", "Decodes a byte.", List.of(PARTS));
    }

    @Override
    public PayloadDecoder create(Settings settings, PluginContext context) {
      return new PayloadDecoder() {
        @Override
        public void decode(Payload payload, Sink sink) {
          double loss = (payload.bytes()[0] & 0xff) / (double) settings.get(PARTS);
          sink.accept(Measurement.of(payload.element(), Kpi.PACKET_LOSS, payload.received(), loss));
          if (loss > 1) {
            throw new AssertionError("more than all is lost");
          }
        }

        @Override
        public void close() {
          closed.incrementAndGet();
        }
      };
    }
  }

  private static Payload payload(int value) {
    return Payload.of(
        ElementPath.of("acme/meter"), "", Instant.EPOCH, new byte[] {(byte) value}, Map.of());
  }

  @Test
  @DisplayName("lends the decoders that are offered, as a host does, and closes them")
  void lendsDecoders() throws Exception {
    Loss loss = new Loss();
    RecordingSink sink = RecordingSink.accepting();
    PayloadDecoder decoder;
    try (TestContext context = TestContext.in(scratch).offering(loss)) {
      decoder = context.decoder("loss", Map.of("parts", 200));
      decoder.decode(payload(50), sink);
      assertThat(sink.measurements()).extracting(Measurement::value).containsExactly(0.25);
      assertThatThrownBy(() -> decoder.decode(payload(255), sink))
          .isInstanceOfSatisfying(
              PluginException.class, e -> assertThat(e.kind()).isEqualTo(ErrorKind.REJECTED))
          .hasMessageContaining("payload decoder 'loss' broke: ")
          .hasMessageContaining("more than all is lost");
      assertThat(sink.measurements()).hasSize(1);
      assertThat(loss.closed).hasValue(0);
    }
    assertThat(loss.closed).hasValue(1);
    assertThatThrownBy(() -> decoder.decode(payload(50), sink))
        .isInstanceOf(PluginException.class)
        .hasMessage("payload decoder 'loss' is closed");
  }

  @Test
  @DisplayName("says which decoders are offered when another is asked for, or settings are wrong")
  void refusesDecoders() {
    try (TestContext context = TestContext.in(scratch).offering(new Loss())) {
      assertThatIllegalArgumentException()
          .isThrownBy(() -> context.decoder("lost", Map.of()))
          .withMessage("there is no payload decoder 'lost'; the test offers [loss]");
      assertThatIllegalArgumentException()
          .isThrownBy(() -> context.decoder("loss", Map.of("parts", "many")))
          .withMessageContaining("setting 'parts' of payload decoder 'loss'");
    }
  }
}
