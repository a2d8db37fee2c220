package dev.qoe.plugin.mqtt;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.qoe.api.measure.Acceptance;
import dev.qoe.api.measure.Measurement;
import dev.qoe.api.spi.ErrorKind;
import dev.qoe.api.spi.PluginException;
import dev.qoe.testkit.FlakySink;
import dev.qoe.testkit.RecordingSink;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.eclipse.paho.mqttv5.common.MqttException;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("At a mosquitto")
class BrokerFaultsTest {

  @TempDir private Path folder;
  @TempDir private Path scratch;

  private static Map<String, Object> session(Mosquitto broker, String version) {
    Map<String, Object> settings = Fixture.number(broker.uri());
    settings.put("client-id", "collector");
    settings.put("session", "PT1H");
    settings.put("version", version);
    settings.put("reconnect-max", "PT1S");
    settings.put("connect-timeout", "PT10S");
    return settings;
  }

  private static List<Double> values(RecordingSink sink) {
    return sink.measurements().stream().map(Measurement::value).toList();
  }

  @ParameterizedTest
  @ValueSource(strings = {"v5", "v3"})
  @DisplayName("that is killed ten times under load nothing is lost, and duplicates are marked")
  void killedTenTimes(String version) throws Exception {
    try (Mosquitto broker = Mosquitto.start(folder, "allow_anonymous true")) {
      RecordingSink sink = RecordingSink.accepting();
      try (Fixture fixture = Fixture.start(scratch, session(broker, version), sink)) {
        int sent = 0;
        for (int kill = 0; kill < 10; kill++) {
          sent = publish(broker, sent, 200);
          if (kill % 2 == 0) {
            broker.stop();
          } else {
            broker.killOnceSaved();
          }
          broker.start();
        }
        sent = publish(broker, sent, 200);
        int all = sent;
        Until.holds(
            "all arrive", Duration.ofSeconds(60), () -> new TreeSet<>(values(sink)).size() >= all);
        assertThat(new TreeSet<>(values(sink))).as("different values").hasSize(all);
        assertThat(fixture.collector.trouble()).isEmpty();
        assertThat(sink.rejectCounts().keySet()).isSubsetOf("duplicate");
        long more = values(sink).size() - (long) all;
        assertThat(more).as("handed over more than once, for the broker forgot").isLessThan(all);
      }
    }
  }

  private static int publish(Mosquitto broker, int from, int count) throws MqttException {
    return publish(broker, from, count, 1);
  }

  private static int publish(Mosquitto broker, int from, int count, int qos) throws MqttException {
    try (Publisher device = Publisher.at(broker)) {
      for (int i = from; i < from + count; i++) {
        device.publish("site/cork/rtt", Integer.toString(i), qos);
      }
    }
    return from + count;
  }

  @ParameterizedTest
  @ValueSource(strings = {"v5", "v3"})
  @DisplayName("what is sent again because it was not acknowledged is marked and handed over once")
  void redelivered(String version) throws Exception {
    try (Mosquitto broker = Mosquitto.start(folder, "allow_anonymous true")) {
      FlakySink sink = FlakySink.of(1, 0, 0);
      try (Fixture fixture = Fixture.start(scratch, session(broker, version), sink)) {
        publish(broker, 0, 10);
        Until.holds("all arrive", () -> sink.record().measurements().size() == 10);
        broker.stop();
        broker.start();
        Until.holds(
            "the broker sends them again",
            Duration.ofSeconds(30),
            () -> sink.record().rejectCounts().getOrDefault("duplicate", 0) == 10);
        assertThat(sink.record().measurements()).hasSize(10);
        sink.answer(Acceptance.ACCEPTED);
        publish(broker, 10, 1);
        Until.holds("the next arrives", () -> sink.record().measurements().size() == 11);
        assertThat(fixture.collector.trouble()).isEmpty();
      }
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"v5", "v3"})
  @DisplayName("what comes while we are away is kept, by quality of service 1 and 2")
  void session(String version) throws Exception {
    for (int qos = 1; qos <= 2; qos++) {
      Path own = Files.createDirectory(folder.resolve("qos-" + qos));
      try (Mosquitto broker = Mosquitto.start(own, "allow_anonymous true")) {
        Map<String, Object> settings = session(broker, version);
        settings.put("qos", qos);
        RecordingSink sink = RecordingSink.accepting();
        try (Fixture first = Fixture.start(scratch, settings, sink)) {
          publish(broker, 0, 5, qos);
          Until.holds("the first arrive", () -> values(sink).size() == 5);
          assertThat(first.collector.trouble()).isEmpty();
        }
        publish(broker, 5, 5, qos);
        try (Fixture second = Fixture.start(scratch, settings, sink)) {
          Until.holds("the others arrive", () -> values(sink).size() == 10);
          assertThat(second.collector.trouble()).isEmpty();
          assertThat(new TreeSet<>(values(sink))).hasSize(10);
        }
      }
    }
  }

  @ParameterizedTest
  @CsvSource({"v5,0", "v5,1", "v5,2", "v3,0", "v3,1", "v3,2"})
  @DisplayName("that kept nothing for us, a value told again is no duplicate, at any quality")
  void sameValueAnew(String version, int qos) throws Exception {
    try (Mosquitto broker = Mosquitto.start(folder, "allow_anonymous true")) {
      Map<String, Object> settings = session(broker, version);
      settings.put("session", "PT0S");
      settings.put("qos", qos);
      RecordingSink sink = RecordingSink.accepting();
      try (Fixture fixture = Fixture.start(scratch, settings, sink)) {
        publish(broker, 7, 1, qos);
        Until.holds("the first arrives", () -> values(sink).size() == 1);
        broker.stop();
        Until.holds("the loss is told", () -> fixture.collector.trouble().isPresent());
        broker.start();
        Until.holds("all is well", () -> fixture.collector.trouble().isEmpty());
        publish(broker, 7, 1, qos);
        Until.holds("the second arrives", () -> sink.offered().size() == 2);
        assertThat(values(sink)).containsExactly(7.0, 7.0);
      }
    }
  }

  @ParameterizedTest
  @CsvSource({"v5,1", "v5,2", "v3,1", "v3,2"})
  @DisplayName("what had not been accepted when we ended comes again to who takes our place")
  void notAccepted(String version, int qos) throws Exception {
    try (Mosquitto broker = Mosquitto.start(folder, "allow_anonymous true")) {
      Map<String, Object> settings = session(broker, version);
      settings.put("qos", qos);
      RecordingSink full = RecordingSink.answering(offer -> Acceptance.RETRY_LATER);
      try (Fixture first = Fixture.start(scratch, settings, full)) {
        publish(broker, 0, 5, qos);
        Until.holds("the first is offered", () -> !full.offered().isEmpty());
        assertThat(first.collector.trouble()).isEmpty();
      }
      RecordingSink sink = RecordingSink.accepting();
      try (Fixture second = Fixture.start(scratch, settings, sink)) {
        Until.holds("all arrive", () -> sink.measurements().size() >= 5);
        assertThat(values(sink)).containsExactlyInAnyOrder(0.0, 1.0, 2.0, 3.0, 4.0);
        assertThat(second.collector.trouble()).isEmpty();
      }
    }
  }

  @Test
  @DisplayName("what a sink could not make durable is handed over again")
  void notDurable() throws Exception {
    try (Mosquitto broker = Mosquitto.start(folder, "allow_anonymous true")) {
      FlakySink sink = FlakySink.of(1, 0, 0);
      try (Fixture fixture = Fixture.start(scratch, Fixture.number(broker.uri()), sink)) {
        publish(broker, 0, 1);
        Until.holds("it asks", () -> sink.unanswered() == 1);
        sink.answer(Acceptance.RETRY_LATER);
        Until.holds("it comes again", () -> sink.record().measurements().size() == 2);
        assertThat(fixture.collector.trouble()).isEmpty();
      }
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"v5", "v3"})
  @DisplayName("a payload of 100 MB needs no memory, is told as a dead letter and holds up nobody")
  void huge(String version) throws Exception {
    try (Mosquitto broker = Mosquitto.start(folder, "allow_anonymous true")) {
      RecordingSink sink = RecordingSink.accepting();
      Map<String, Object> settings = session(broker, version);
      settings.put("receive-maximum", 1);
      try (Fixture fixture = Fixture.start(scratch, settings, sink);
          Publisher device = Publisher.at(broker)) {
        device.publish("site/cork/rtt", new byte[100_000_000], Map.of("a", "property"));
        device.publish("site/cork/rtt", "no number");
        device.publish("site/cork/rtt", "");
        device.publish("site/*/rtt", "7");
        device.publish("site/cork/rtt", "7");
        Until.holds("the next arrives", Duration.ofSeconds(60), () -> values(sink).size() == 1);
        assertThat(sink.rejectCounts())
            .containsEntry("too-large", 1)
            .containsEntry("not-a-number", 2)
            .containsEntry("bad-record", 1);
        assertThat(sink.rejects().get(0).detail()).contains("100,000,000");
        assertThat(fixture.collector.trouble()).isEmpty();
      }
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"v5", "v3"})
  @DisplayName("that refuses our user we are told so, and no password shows")
  void credentials(String version) throws Exception {
    try (Mosquitto broker = Mosquitto.start(folder, "allow_anonymous false")) {
      Map<String, Object> settings = session(broker, version);
      settings.put("username", "qoe");
      settings.put("password", "hidden-word");
      assertThatThrownBy(() -> Fixture.start(scratch, settings, RecordingSink.accepting()).close())
          .isInstanceOf(PluginException.class)
          .hasMessageContaining("refuses us")
          .hasMessageNotContaining("hidden-word")
          .extracting(e -> ((PluginException) e).kind())
          .isEqualTo(ErrorKind.REJECTED);
    }
  }

  @Test
  @DisplayName("that goes away and comes back refusing us, the trouble is told and mended")
  void troubleIsTold() throws Exception {
    try (Mosquitto broker = Mosquitto.start(folder, "allow_anonymous true")) {
      RecordingSink sink = RecordingSink.accepting();
      try (Fixture fixture = Fixture.start(scratch, session(broker, "v5"), sink)) {
        broker.stop();
        Until.holds("the loss is told", () -> fixture.collector.trouble().isPresent());
        broker.configure("allow_anonymous false");
        broker.start();
        Until.holds(
            "the refusal is told",
            () -> fixture.collector.trouble().orElse("").contains("refuses us"));
        broker.stop();
        broker.configure("allow_anonymous true");
        broker.start();
        Until.holds("all is well", () -> fixture.collector.trouble().isEmpty());
        publish(broker, 0, 3);
        Until.holds("messages arrive", () -> values(sink).size() == 3);
      }
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"v5", "v3"})
  @DisplayName("two that share a subscription get each message once between them")
  void shared(String version) throws Exception {
    try (Mosquitto broker = Mosquitto.start(folder, "allow_anonymous true")) {
      Map<String, Object> settings = Fixture.number(broker.uri());
      settings.put("version", version);
      settings.put("share", "collectors");
      RecordingSink one = RecordingSink.accepting();
      RecordingSink two = RecordingSink.accepting();
      try (Fixture first = Fixture.start(scratch, settings, one);
          Fixture second = Fixture.start(scratch, settings, two)) {
        publish(broker, 0, 40);
        Until.holds("all arrive", () -> values(one).size() + values(two).size() == 40);
        assertThat(List.of(first, second)).allMatch(f -> f.collector.trouble().isEmpty());
        assertThat(values(one)).isNotEmpty();
        assertThat(values(two)).isNotEmpty();
        List<Double> all = new ArrayList<>(values(one));
        all.addAll(values(two));
        assertThat(all.stream().collect(Collectors.toSet())).hasSize(40);
      }
    }
  }
}
