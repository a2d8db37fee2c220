package dev.qoe.sim.experiment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.qoe.sim.internal.Provenance;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("A run that was killed")
class ResumeTest {

  @TempDir private Path folder;
  private final AtomicInteger runs = new AtomicInteger();
  private volatile int failAt = Integer.MAX_VALUE;
  private Path journal = Path.of("");

  @BeforeEach
  void nameJournal() {
    journal = folder.resolve("run.journal");
  }

  private Experiment experiment() {
    return Experiment.named("long")
        .sweep("x", Range.of(1, 5, 1))
        .replications(4)
        .seed(7)
        .measure(
            "m",
            trial -> {
              if (runs.incrementAndGet() > failAt) {
                throw new IllegalStateException("killed");
              }
              return trial.number("x") / 3 * trial.random("r").nextDouble();
            });
  }

  private ExperimentResult run(Experiment experiment) {
    return experiment.run(Parallel.threads(1).journal(journal));
  }

  private void kill() {
    failAt = 11;
    assertThatThrownBy(() -> run(experiment())).isInstanceOf(TrialFailedException.class);
    failAt = Integer.MAX_VALUE;
    runs.set(0);
  }

  @Test
  @DisplayName("goes on where it was, to the same bytes, and tells how much it took over")
  void resumes() throws IOException {
    kill();
    AtomicInteger resumed = new AtomicInteger();
    ExperimentResult result =
        experiment()
            .run(
                Parallel.threads(2)
                    .journal(journal)
                    .progress(p -> resumed.set(Math.toIntExact(p.resumed()))));

    assertThat(runs).hasValue(9);
    assertThat(resumed).hasValue(11);
    result.write(folder.resolve("a.csv"));
    experiment().run(Parallel.threads(1).withoutJournal()).write(folder.resolve("b.csv"));
    assertThat(folder.resolve("a.csv")).hasSameBinaryContentAs(folder.resolve("b.csv"));
  }

  @Test
  @DisplayName("ignores the line that the kill tore, and writes it anew")
  void tornLine() throws IOException {
    kill();
    Files.writeString(journal, "4 3 0.12", StandardOpenOption.APPEND);
    run(experiment());

    assertThat(runs).hasValue(9);
    assertThat(Files.readAllLines(journal)).hasSize(1 + 20).noneMatch(l -> l.equals("4 3 0.12"));
  }

  @Test
  @DisplayName("takes more replications on from those that it has")
  void more() {
    run(experiment());
    runs.set(0);
    run(experiment().replications(6));

    assertThat(runs).hasValue(10);
  }

  @Test
  @DisplayName("is not mixed with another seed, other parameters or other code")
  void refuses() throws IOException {
    kill();

    assertThatThrownBy(() -> run(experiment().seed(8)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "journal '%s' belongs to another run: seed is '7' there and '8' here; delete it to"
                    .formatted(journal)
                + " start afresh");
    assertThatThrownBy(() -> run(experiment().sweep("y", Numbers.of(1))))
        .hasMessageContaining("parameters is '[x, 1 to 5 by 1]' there");
    assertThatThrownBy(() -> run(experiment().measure("n", t -> 0)))
        .hasMessageContaining("measures is '[m]' there");
    Files.writeString(journal, Files.readString(journal).replaceFirst("\"version\":\"", "$0old-"));
    assertThatThrownBy(() -> run(experiment())).hasMessageContaining("version is 'old-");
    Files.writeString(journal, "not a journal\n");
    assertThatThrownBy(() -> run(experiment())).hasMessageContaining("is not a journal");
  }

  @Test
  @DisplayName("says which line of a damaged journal is wrong")
  void damaged() throws IOException {
    kill();
    Files.writeString(journal, "4 three 0.12\n", StandardOpenOption.APPEND);

    assertThatThrownBy(() -> run(experiment()))
        .hasMessageContaining("is damaged: '4 three 0.12'; delete it to start afresh");
  }

  @Test
  @DisplayName("keeps no journal when it was short or has ended well")
  void temporary() throws IOException {
    Map<String, String> header = Map.of("seed", "1");
    Journal shortRun = Journal.temporary(journal, header, Long.MAX_VALUE);
    shortRun.add(0, 0, new double[] {1});
    assertThat(journal).doesNotExist();

    Journal longRun = Journal.temporary(journal, header, 0);
    longRun.add(0, 0, new double[] {1.5, 2});
    assertThat(Files.readAllLines(journal)).containsExactly("{\"seed\":\"1\"}", "0 0 1.5 2.0");
    assertThat(Journal.temporary(journal, header, 0).resumed()).isZero();
    assertThatThrownBy(() -> Journal.kept(journal, header)).hasMessageContaining("in use");
    longRun.complete();
    longRun.add(0, 1, new double[] {3, 4});
    assertThat(journal).doesNotExist();
  }

  @Test
  @DisplayName("knows the code that made it by its class file, and says where there is none")
  void code() {
    Measure here = t -> 0;
    assertThat(Provenance.code(List.of(here.getClass())))
        .isEqualTo(Provenance.code(List.of(ResumeTest.class)))
        .isNotEqualTo(Provenance.code(List.of(Journal.class)))
        .hasSize(16);
    assertThat(Provenance.code(List.of(int[].class))).isEqualTo("unknown");
  }
}
