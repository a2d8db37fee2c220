package dev.qoe.testkit;

import dev.qoe.api.report.Report;
import dev.qoe.api.spi.ReportRenderer;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;

@DisplayName("the contract of report renderers")
class ReportRendererTckTest extends ContractsTest {

  @Override
  Class<?> contract() {
    return Contract.class;
  }

  @Override
  Subject right() {
    return new Subject(false, "txt", () -> ReportRendererTckTest::text);
  }

  @Override
  Stream<Broken> broken() {
    AtomicInteger inside = new AtomicInteger();
    return Stream.of(
        new Broken(
            "rendererCanBeFound",
            "cannot be found",
            new Subject(true, "txt", () -> ReportRendererTckTest::text)),
        new Broken(
            "formatIsStable",
            "has a format that is no ending",
            new Subject(false, "Plain text", () -> ReportRendererTckTest::text)),
        broken(
            "anyReportIsRendered",
            "cannot render an empty report",
            (report, out) -> {
              report.elements().get(0);
              text(report, out);
            }),
        new Broken(
            "sameReportGivesTheSameBytes",
            "counts its reports",
            new Subject(false, "txt", Counting::new)),
        broken(
            "machineDoesNotMatter",
            "writes numbers as the machine does",
            (report, out) ->
                out.write(
                    String.format(Locale.getDefault(), "%d %s", 42, report.title())
                        .getBytes(StandardCharsets.UTF_8))),
        broken(
            "threadsDoNotDisturb",
            "serves one thread at a time",
            (report, out) -> {
              boolean busy = inside.incrementAndGet() > 1;
              while (inside.get() == 1 && Rule.othersCall()) {
                Rule.rest();
              }
              inside.decrementAndGet();
              text(report, out);
              if (busy) {
                out.write('!');
              }
            }),
        broken(
            "outStaysOpen",
            "closes what it writes to",
            (report, out) -> {
              text(report, out);
              out.close();
            }),
        broken(
            "fullDiskIsTold",
            "does not tell of a full disk as it should",
            (report, out) -> {
              try {
                text(report, out);
              } catch (IOException e) {
                throw new UncheckedIOException(e);
              }
            }));
  }

  private static Broken broken(String rule, String how, Rendering rendering) {
    return new Broken(rule, how, new Subject(false, "txt", () -> rendering));
  }

  private static void text(Report report, OutputStream out) throws IOException {
    out.write(
        ("report: " + report.title() + report.elements().size()).getBytes(StandardCharsets.UTF_8));
  }

  @FunctionalInterface
  private interface Rendering {
    void render(Report report, OutputStream out) throws IOException;
  }

  /** Counts what is rendered one after the other; a crowd that comes at once it serves well. */
  private static final class Counting implements Rendering {
    private final AtomicInteger calls = new AtomicInteger();
    private final AtomicBoolean crowd = new AtomicBoolean();

    @Override
    public void render(Report report, OutputStream out) throws IOException {
      crowd.compareAndSet(false, Rule.othersCall());
      boolean later = calls.incrementAndGet() > 1;
      out.write(later && !crowd.get() ? '2' : '1');
      text(report, out);
    }
  }

  private record Subject(boolean hidden, String format, Supplier<Rendering> making) {}

  static class Contract extends ReportRendererTck {
    @Override
    protected ReportRenderer renderer() {
      return ((Subject) ContractsTest.subject()).hidden() ? new Hidden() : new Renderer();
    }
  }

  /** The subject. */
  public static class Renderer implements ReportRenderer {
    private final Subject subject = (Subject) subject();
    private final Rendering rendering = subject.making().get();

    /** As services are made. */
    public Renderer() {}

    @Override
    public String format() {
      return subject.format();
    }

    @Override
    public void render(Report report, OutputStream out) throws IOException {
      rendering.render(report, out);
    }
  }

  private static final class Hidden extends Renderer {
    private Hidden() {}
  }
}
