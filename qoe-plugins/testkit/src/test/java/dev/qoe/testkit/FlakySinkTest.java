package dev.qoe.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.qoe.api.kpi.Kpi;
import dev.qoe.api.measure.Acceptance;
import dev.qoe.api.measure.Measurement;
import dev.qoe.api.network.ElementPath;
import dev.qoe.api.network.NetworkElement;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("a flaky sink")
class FlakySinkTest {

  private static final ElementPath CELL = ElementPath.of("acme/cell-1");
  private static final List<Measurement> THINGS =
      IntStream.range(0, 1000)
          .mapToObj(
              i -> Measurement.of(CELL, Kpi.PACKET_LOSS, Instant.ofEpochSecond(i), i / 1000.0))
          .toList();

  @Test
  @DisplayName("gives the same answers for the same seed, in whatever order things come")
  void seedDecides() {
    List<Measurement> reversed = new ArrayList<>(THINGS);
    Collections.reverse(reversed);
    List<Acceptance> backwards = answers(FlakySink.mixed(7), reversed);
    Collections.reverse(backwards);
    assertThat(answers(FlakySink.mixed(7), THINGS)).isEqualTo(backwards);
    assertThat(answers(FlakySink.mixed(8), THINGS)).isNotEqualTo(backwards);
  }

  @Test
  @DisplayName("puts off, but not more than three times in a row, and then takes")
  void putsOff() {
    FlakySink sink = FlakySink.of(1, 1, 0);
    assertThat(IntStream.range(0, 4).mapToObj(i -> sink.accept(THINGS.get(0))))
        .containsExactly(
            Acceptance.RETRY_LATER,
            Acceptance.RETRY_LATER,
            Acceptance.RETRY_LATER,
            Acceptance.ACCEPTED);
    assertThat(sink.record().taken()).containsExactly(THINGS.get(0));
  }

  @Test
  @DisplayName("refuses a thing again that it refused once")
  void refusesForGood() {
    FlakySink sink = FlakySink.refusing(1);
    assertThat(answers(sink, THINGS)).isEqualTo(answers(sink, THINGS));
    assertThat(sink.record().refused()).hasSizeBetween(800, 1200);
    assertThat(sink.record().refused().size() + sink.record().taken().size()).isEqualTo(2000);
  }

  @Test
  @DisplayName("puts off half, or a third and refuses a fifth, as it is called")
  void shares() {
    assertThat(Collections.frequency(answers(FlakySink.puttingOff(1), THINGS), later()))
        .isBetween(420, 580);
    List<Acceptance> mixed = answers(FlakySink.mixed(1), THINGS);
    assertThat(Collections.frequency(mixed, later())).isBetween(260, 400);
    assertThat(Collections.frequency(mixed, Acceptance.REFUSED)).isBetween(90, 180);
  }

  @Test
  @DisplayName("takes every element")
  void takesElements() {
    NetworkElement element = NetworkElement.builder(CELL, "cell").build();
    assertThat(FlakySink.of(1, 1, 1).accept(element)).isEqualTo(Acceptance.ACCEPTED);
  }

  @Test
  @DisplayName("answers questions about durability when it is told, in order")
  void answersLate() {
    FlakySink sink = FlakySink.mixed(1);
    List<String> answers = new ArrayList<>();
    sink.whenDurable(answer -> answers.add("first " + answer));
    sink.whenDurable(answer -> answers.add("second " + answer));
    assertThat(answers).isEmpty();
    assertThat(sink.unanswered()).isEqualTo(2);
    sink.answer(Acceptance.RETRY_LATER);
    assertThat(answers).containsExactly("first RETRY_LATER", "second RETRY_LATER");
    sink.answer(Acceptance.ACCEPTED);
    assertThat(answers).hasSize(2);
  }

  @Test
  @DisplayName("answers at once when it is prompt")
  void answersAtOnce() {
    List<Acceptance> answers = new ArrayList<>();
    FlakySink.mixed(1).prompt().whenDurable(answers::add);
    assertThat(answers).containsExactly(Acceptance.ACCEPTED);
  }

  @Test
  @DisplayName("refuses shares that are none")
  void badShares() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> FlakySink.of(1, 1.5, 0))
        .withMessage("share that is put off must be from 0 to 1: 1.5");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> FlakySink.of(1, 0, Double.NaN))
        .withMessage("share that is refused must be from 0 to 1: NaN");
  }

  private static Acceptance later() {
    return Acceptance.RETRY_LATER;
  }

  private static List<Acceptance> answers(FlakySink sink, List<Measurement> things) {
    List<Acceptance> answers = new ArrayList<>();
    things.forEach(thing -> answers.add(sink.accept(thing)));
    return answers;
  }
}
