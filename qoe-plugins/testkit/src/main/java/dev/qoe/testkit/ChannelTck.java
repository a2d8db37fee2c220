package dev.qoe.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.InstanceOfAssertFactories.STRING;

import dev.qoe.api.spi.Channel;
import dev.qoe.api.spi.ChannelFactory;
import dev.qoe.api.spi.Notification;
import dev.qoe.api.spi.Settings;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/**
 * The contract of channels, as a test: extend it and say which factory is meant.
 *
 * <p>A channel also overrides {@link #settings()} to reach an other end made for the test, {@link
 * #received()} to tell what arrived there, and {@link #deadSettings()} and {@link #silentSettings}
 * for what goes wrong. Confine to one thread.
 *
 * @since 0.1
 */
public abstract class ChannelTck extends RemoteTck<ChannelFactory, Channel> {

  /** For subclasses. */
  protected ChannelTck() {}

  /** Returns a new factory of the channel under test. */
  @Override
  protected abstract ChannelFactory factory();

  /** Returns to whom messages go, in the channel's own form. */
  protected String recipient() {
    return "ann@example.org";
  }

  /**
   * Returns what arrived at the other end so far, message by message, in any order, as it would be
   * read there; empty if the other end does not tell.
   */
  protected Optional<List<String>> received() {
    return Optional.empty();
  }

  @Override
  final Channel create(ChannelFactory factory, Settings settings, TestContext context) {
    return factory.create(settings, context);
  }

  @Override
  final void use(Channel channel, TestContext context) throws Exception {
    channel.deliver(Samples.notification("use", recipient(), "Loss is high", "32 % of packets"));
  }

  @Test
  @DisplayName("a delivery returns a receipt")
  void deliveryHasAReceipt() {
    inContext(
        (channel, context) ->
            Call.expect(
                "delivery",
                () ->
                    assertThat(channel.deliver(message("receipt", "Loss is high", "32 %")))
                        .as("receipt")
                        .isNotBlank()));
  }

  @TestFactory
  @DisplayName("whatever the text, the other end gets it once and whole")
  Stream<DynamicTest> textArrivesWhole() {
    return Samples.TEXTS.entrySet().stream()
        .map(text -> DynamicTest.dynamicTest(text.getKey(), () -> assertArrives(text.getValue())));
  }

  private void assertArrives(String text) {
    List<String> before = List.copyOf(received().orElse(List.of()));
    inContext(
        (channel, context) ->
            Call.expect(
                "delivery",
                () -> channel.deliver(message("text-" + text.hashCode(), "Subject", text))));
    received()
        .ifPresent(
            all -> {
              List<String> added = new ArrayList<>(all);
              before.forEach(added::remove);
              assertThat(added)
                  .as("messages received for one delivery")
                  .singleElement(STRING)
                  .contains(text);
            });
  }

  private Notification message(String key, String subject, String text) {
    return Samples.notification(key, recipient(), subject, text);
  }
}
