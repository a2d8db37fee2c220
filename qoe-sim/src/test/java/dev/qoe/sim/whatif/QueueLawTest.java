package dev.qoe.sim.whatif;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("A queue model")
class QueueLawTest {

  @Test
  @DisplayName("agrees with the closed forms of the reference file")
  void vectors() throws IOException {
    String shared = System.getProperty("qoe.shared", "");
    Path file = Path.of(shared, "vectors", "sim", "queueing_analytic.csv");
    Assumptions.assumeTrue(
        !shared.isEmpty() && Files.exists(file), "the reference data is not there (qoe.shared)");
    int compared = 0;
    List<String> lines = Files.readAllLines(file);
    for (String line : lines.subList(1, lines.size())) {
      String[] field = line.split(",", -1);
      if (!line.startsWith("M/M/1")) {
        continue;
      }
      double mu = Double.parseDouble(field[2]);
      double rho = Double.parseDouble(field[6]);
      QueueLaw model =
          switch (field[0]) {
            case "M/M/1" -> QueueLaw.mm1();
            case "M/M/1/K" -> QueueLaw.mm1k(Integer.parseInt(field[4]));
            case "M/M/1-PS" -> QueueLaw.processorSharing();
            default -> null;
          };
      if (model != null) {
        assertThat(model.sojourn(rho) / mu)
            .as(line)
            .isCloseTo(Double.parseDouble(field[11]), within(1e-9));
        if (model instanceof QueueLaw.MM1K) {
          assertThat(model.loss(rho)).as(line).isCloseTo(number(field[8]), within(1e-9));
        }
        compared++;
      }
    }
    assertThat(compared).isGreaterThan(5);
  }

  private static double number(String text) {
    return Double.parseDouble(text);
  }

  @Test
  @DisplayName("with one place neither lets anybody wait nor serves two")
  void onePlace() {
    QueueLaw model = QueueLaw.mm1k(1);

    assertThat(model.sojourn(3)).isEqualTo(1);
    assertThat(model.deviation(3)).isEqualTo(1);
    assertThat(model.loss(3)).isCloseTo(0.75, within(1e-12));
  }

  @Test
  @DisplayName("with room for many is the unlimited one, and at double load is nearly full")
  void limits() {
    QueueLaw model = QueueLaw.mm1k(2_000);

    assertThat(model.sojourn(0.8)).isCloseTo(5, within(1e-9));
    assertThat(model.deviation(0.8)).isCloseTo(5, within(1e-9));
    assertThat(model.loss(0.8)).isLessThan(1e-100);
    assertThat(model.sojourn(1)).isCloseTo(1_000.5, within(1e-6));
    assertThat(model.loss(1)).isCloseTo(1 / 2_001.0, within(1e-12));
    assertThat(model.sojourn(2)).isCloseTo(1_999, within(1e-6));
    assertThat(model.loss(2)).isCloseTo(0.5, within(1e-9));
    assertThat(model.loss(0)).isZero();
    assertThat(model.sojourn(0)).isEqualTo(1);
  }

  @Test
  @DisplayName("without a limit has no steady state above its capacity and says so")
  void overload() {
    assertThat(QueueLaw.mm1().overloaded(0.99)).isFalse();
    assertThat(QueueLaw.mm1().overloaded(1.2)).isTrue();
    assertThat(QueueLaw.mm1().sojourn(1.2)).isCloseTo(1000, within(1e-6));
    assertThat(QueueLaw.mm1().loss(1.25)).isCloseTo(0.2, within(1e-12));
    assertThat(QueueLaw.mm1k(5).overloaded(7)).isFalse();
  }

  @Test
  @DisplayName("of processor sharing is as long as M/M/1 on average and varies more when loaded")
  void sharing() {
    QueueLaw model = QueueLaw.processorSharing();

    assertThat(model.sojourn(0.75)).isEqualTo(4);
    assertThat(model.deviation(0)).isEqualTo(1);
    assertThat(model.deviation(0.75)).isGreaterThan(4);
    assertThat(model.loss(0.75)).isZero();
    assertThat(model.overloaded(1)).isTrue();
  }

  @Test
  @DisplayName("refuses a number of places that is none")
  void places() {
    assertThatThrownBy(() -> QueueLaw.mm1k(0))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("places of an M/M/1/K queue must be from 1");
    assertThat(QueueLaw.mm1()).hasToString("M/M/1");
    assertThat(QueueLaw.mm1k(9)).hasToString("M/M/1/9");
    assertThat(QueueLaw.processorSharing()).hasToString("processor sharing");
  }
}
