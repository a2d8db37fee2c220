package dev.qoe.plugin.mqtt;

import static org.assertj.core.api.Assertions.assertThat;

import dev.qoe.api.measure.Acceptance;
import dev.qoe.api.measure.Measurement;
import dev.qoe.testkit.RecordingSink;
import dev.qoe.testkit.TestContext;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("A message that came")
class HandoverTest {

  @TempDir private Path folder;
  private TestContext context;

  @BeforeEach
  void context() {
    context = TestContext.in(folder);
  }

  @AfterEach
  void close() {
    context.close();
  }

  private Handover handover(MessageDecoder decoder, RecordingSink sink) {
    FrameLimit limit = new FrameLimit(1_000, true);
    Tls tls = new Tls(Optional.empty(), Optional.empty(), Optional.empty(), List.of(), true);
    Connection nowhere =
        new Connection(
            BrokerAddress.of(URI.create("mqtt://localhost"), tls),
            true,
            "test",
            Duration.ZERO,
            Optional.empty(),
            Optional.empty(),
            Duration.ofSeconds(30),
            Duration.ofSeconds(1),
            10,
            limit,
            Optional.empty());
    List<String> mistakes = new ArrayList<>();
    Devices devices = Devices.of(Map.of(), context.secrets(), mistakes);
    Route read =
        new RouteReader(devices, 1, 1_000, context, mistakes)
            .read(
                List.of(
                    Map.of(
                        "topic", "number/{site}",
                        "element", "acme/{site}",
                        "decoder", "number",
                        "kpi", "TRN_RTT")))
            .get(0);
    Route other = new Route(TopicTemplate.of("other"), 1, decoder, read.device(), devices);
    BrokerLink link =
        new BrokerLink(
            nowhere,
            new BrokerLink.Listener() {
              @Override
              public void arrived(Message message) {}

              @Override
              public void begunAnew() {}

              @Override
              public void lost(int connection, String why) {}
            });
    return new Handover(new Inbox(3, 1_000), List.of(read, other), limit, link, sink, context);
  }

  private static Message message(int id, int qos, String topic, String payload) {
    return new Message(
        1, id, qos, false, topic, payload.getBytes(StandardCharsets.UTF_8), Map.of());
  }

  @Test
  @DisplayName("that a vendor's decoder throws anything at is a dead letter, and the next is read")
  void throwing() throws InterruptedException {
    RecordingSink sink = RecordingSink.accepting();
    Handover handover =
        handover(
            (arrival, gate, batch) -> {
              throw new IndexOutOfBoundsException("no byte 7");
            },
            sink);
    handover.arrived(message(1, 1, "other", "x"));
    handover.arrived(message(2, 1, "number/cork", "7"));
    handover.arrived(message(3, 1, "elsewhere", "7"));
    assertThat(sink.measurements()).extracting(Measurement::value).containsExactly(7.0);
    assertThat(sink.rejectCounts()).isEqualTo(Map.of("bad-message", 1, "no-route", 1));
    assertThat(sink.rejects().get(0).detail()).contains("no byte 7");
  }

  @Test
  @DisplayName("keeps its place when the sink has no room, and is refused only without a promise")
  void order() throws InterruptedException {
    List<Acceptance> answers = new ArrayList<>(List.of(Acceptance.RETRY_LATER));
    RecordingSink sink =
        RecordingSink.answering(
            offer -> answers.isEmpty() ? Acceptance.ACCEPTED : answers.remove(0));
    Handover handover = handover((arrival, gate, batch) -> {}, sink);
    for (int i = 1; i <= 3; i++) {
      handover.arrived(message(i, 1, "number/cork", Integer.toString(i)));
    }
    handover.arrived(message(0, 0, "number/cork", "4"));
    assertThat(sink.rejectCounts()).isEqualTo(Map.of("overload", 1));
    context.executor().execute(handover);
    Until.holds("all are handed over", () -> sink.taken().size() >= 3);
    assertThat(sink.taken())
        .filteredOn(Measurement.class::isInstance)
        .extracting(one -> ((Measurement) one).value())
        .containsExactly(1.0, 2.0, 3.0);
    Until.holds(
        "the way is free again",
        () -> {
          offer(handover);
          return sink.measurements().stream().anyMatch(one -> one.value() == 5);
        });
    handover.close(Duration.ofSeconds(1));
    int before = sink.offered().size();
    handover.arrived(message(9, 0, "number/cork", "6"));
    assertThat(sink.offered()).as("nothing is told after the end").hasSize(before);
  }

  private static void offer(Handover handover) {
    try {
      handover.arrived(message(0, 0, "number/cork", "5"));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
