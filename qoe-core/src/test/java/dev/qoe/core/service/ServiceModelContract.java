package dev.qoe.core.service;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.datatype.jdk8.Jdk8Module;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/**
 * What every service model promises; each model's test extends this.
 *
 * <p>Random inputs come from a fixed seed that is printed when a promise is broken.
 */
public abstract class ServiceModelContract<I, R extends ModelResult> {

  private static final long SEED = 20261121L;
  private static final int ROUNDS = 500;

  /** The model under test. */
  protected abstract ServiceModel<I, R> model();

  /** A valid input, drawn over the whole permitted range, its ends included now and then. */
  protected abstract I randomInput(Random random);

  /** The lowest mean opinion score the model can give. */
  protected abstract double lowestMos();

  /** The highest mean opinion score the model can give. */
  protected abstract double highestMos();

  /**
   * Pairs of inputs of which the standard says that the second is not better than the first; empty
   * if the standard is not monotone in anything.
   */
  protected abstract List<Ordered<I>> notBetter(Random random);

  /** Two inputs that differ in one parameter only: the second cannot be better. */
  public record Ordered<I>(String parameter, I better, I worse) {}

  @Test
  @DisplayName("scores are finite and stay within the stated bounds")
  void bounded() {
    forEachInput(
        (input, result) -> {
          assertThat(result.mos()).as("mos of %s", input).isBetween(lowestMos(), highestMos());
          assertThat(result.nativeScore().value()).isFinite();
        });
  }

  @Test
  @DisplayName("every intermediate term is finite")
  void termsAreFinite() {
    forEachInput(
        (input, result) -> {
          assertThat(result.terms()).isNotEmpty();
          result
              .terms()
              .forEach((name, value) -> assertThat(value).as("%s of %s", name, input).isFinite());
        });
  }

  @Test
  @DisplayName("the explanation names the largest loss first")
  void explanationIsSorted() {
    forEachInput(
        (input, result) -> {
          List<Double> points = result.explanation().stream().map(Impairment::points).toList();
          List<Double> sorted = new ArrayList<>(points);
          sorted.sort((a, b) -> Double.compare(b, a));
          assertThat(points).as("explanation of %s", input).isEqualTo(sorted);
        });
  }

  @Test
  @DisplayName("equal inputs give equal results, bit for bit")
  void pure() {
    forEachInput((input, result) -> assertThat(model().score(input)).isEqualTo(result));
  }

  @Test
  @DisplayName("a worse network never gives a better score where the standard is monotone")
  void monotone() {
    Random random = new Random(SEED);
    for (int i = 0; i < ROUNDS; i++) {
      for (Ordered<I> pair : notBetter(random)) {
        assertThat(model().score(pair.worse()).mos())
            .as("seed %d: more %s: %s", SEED, pair.parameter(), pair.worse())
            .isLessThanOrEqualTo(model().score(pair.better()).mos() + 1e-9);
      }
    }
  }

  @Test
  @DisplayName("a result can be written as JSON")
  void serialisable() throws Exception {
    ObjectMapper mapper =
        new ObjectMapper().registerModules(new Jdk8Module(), new JavaTimeModule());
    R result = model().score(randomInput(new Random(SEED)));
    assertThat(mapper.readTree(mapper.writeValueAsBytes(result)).path("mos").isNumber()).isTrue();
  }

  @Test
  @DisplayName("the descriptor names standard and edition and how sure the constants are")
  void described() {
    ModelDescriptor descriptor = model().descriptor();
    assertThat(descriptor.name()).matches("[a-z0-9][a-z0-9.-]*");
    assertThat(descriptor.title()).isNotBlank();
    assertThat(descriptor.standard()).isNotBlank();
    assertThat(descriptor.edition()).isNotBlank();
    assertThat(descriptor.certainties()).isNotEmpty();
  }

  private void forEachInput(java.util.function.BiConsumer<I, R> check) {
    Random random = new Random(SEED);
    for (int i = 0; i < ROUNDS; i++) {
      I input = randomInput(random);
      check.accept(input, model().score(input));
    }
  }
}
