package dev.qoe.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.qoe.api.spi.PluginException;
import dev.qoe.api.spi.PluginFactory;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/**
 * What plugins promise whose settings say where the other end is.
 *
 * <p>Confine to one thread.
 *
 * @param <F> the factory
 * @param <P> what it makes
 */
abstract class RemoteTck<F extends PluginFactory, P extends AutoCloseable> extends PluginTck<F, P> {

  private static final Duration A_MOMENT = Duration.ofMillis(100);

  /** Returns settings with which the other end cannot be reached; none unless overridden. */
  protected Optional<? extends Map<String, ?>> deadSettings() {
    return Optional.empty();
  }

  /**
   * Returns settings with which the other end is a server that never answers; none unless
   * overridden.
   */
  protected Optional<? extends Map<String, ?>> silentSettings(SilentServer server) {
    return Optional.empty();
  }

  @Override
  void says(P plugin, TestContext context, List<String> words) {
    said(() -> use(plugin, context), words);
    deadSettings()
        .ifPresent(dead -> inContext(dead, (lost, other) -> said(() -> reach(lost, other), words)));
  }

  /** Does what needs the other end; all there is to do, unless overridden. */
  void reach(P plugin, TestContext context) throws Exception {
    use(plugin, context);
  }

  @Test
  @DisplayName("a dead other end is told by a plugin exception within the deadline")
  void deadEndIsTold() {
    deadSettings()
        .ifPresent(
            dead ->
                inContext(
                    dead,
                    (plugin, context) ->
                        assertThat(
                                Call.start("use with a dead end", () -> reach(plugin, context))
                                    .ends(deadline()))
                            .as("thrown with a dead other end")
                            .get()
                            .isInstanceOf(PluginException.class)
                            .satisfies(e -> assertThat(e).message().isNotBlank())));
  }

  @Test
  @DisplayName("an interrupt ends it within two seconds")
  void interruptEndsIt() {
    try (SilentServer server = SilentServer.open()) {
      Optional<? extends Map<String, ?>> silent = silentSettings(server);
      Map<String, ?> hanging = silent.isPresent() ? silent.get() : settings();
      inContext(
          hanging,
          (plugin, context) -> {
            Call call = Call.start("use with a silent end", () -> reach(plugin, context));
            call.goesOnFor(A_MOMENT);
            call.interrupt();
            call.ends(grace());
          });
    }
  }
}
