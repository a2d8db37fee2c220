package dev.qoe.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import dev.qoe.api.report.Report;
import dev.qoe.api.spi.ReportRenderer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.lang.reflect.Modifier;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.TimeZone;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.parallel.Isolated;

/**
 * The contract of report renderers, as a test: extend it and say which renderer is meant.
 *
 * <p>Confine to one thread.
 *
 * @since 0.1
 */
@Isolated("it changes the language and time zone of the whole process")
public abstract class ReportRendererTck {

  /** For subclasses. */
  protected ReportRendererTck() {}

  /** Returns a new renderer under test. */
  protected abstract ReportRenderer renderer();

  @Test
  @DisplayName("the renderer is a public class with a public constructor without parameters")
  void rendererCanBeFound() {
    Class<?> type = renderer().getClass();
    assertThat(Modifier.isPublic(type.getModifiers())).as("%s is public", type).isTrue();
    assertThatCode(type::getConstructor).doesNotThrowAnyException();
  }

  @Test
  @DisplayName("the format is the same on every call, and the ending of a file")
  void formatIsStable() {
    ReportRenderer renderer = renderer();
    assertThat(renderer.format()).matches("[a-z0-9]{1,16}").isEqualTo(renderer.format());
  }

  @TestFactory
  @DisplayName("any report can be rendered")
  Stream<DynamicTest> anyReportIsRendered() {
    return Samples.reports().entrySet().stream()
        .map(
            report ->
                dynamicTest(
                    report.getKey(),
                    () -> assertThat(render(renderer(), report.getValue())).isNotEmpty()));
  }

  @Test
  @DisplayName("the same report gives the same bytes, from one renderer or two")
  void sameReportGivesTheSameBytes() {
    ReportRenderer renderer = renderer();
    byte[] first = render(renderer, Samples.report());
    assertSame("again", render(renderer, Samples.report()), first);
    assertSame("of another renderer", render(renderer(), Samples.report()), first);
  }

  @Test
  @DisplayName("neither the machine's language nor its time zone changes a byte")
  void machineDoesNotMatter() {
    byte[] here = render(renderer(), Samples.report());
    Locale language = Locale.getDefault();
    TimeZone zone = TimeZone.getDefault();
    try {
      Locale.setDefault(Locale.forLanguageTag("ar-EG-u-nu-arab"));
      TimeZone.setDefault(TimeZone.getTimeZone("Pacific/Chatham"));
      assertSame("elsewhere", render(renderer(), Samples.report()), here);
    } finally {
      Locale.setDefault(language);
      TimeZone.setDefault(zone);
    }
  }

  @Test
  @DisplayName("threads that render at once get what one gets")
  void threadsDoNotDisturb() {
    ReportRenderer renderer = renderer();
    byte[] alone = render(renderer, Samples.report());
    List<ByteArrayOutputStream> outs =
        Call.together(
            "rendering", ByteArrayOutputStream::new, out -> renderer.render(Samples.report(), out));
    outs.forEach(out -> assertSame("beside others", out.toByteArray(), alone));
  }

  @Test
  @DisplayName("all is written when it returns, and what it writes to stays open")
  void outStaysOpen() {
    Pipe pipe = new Pipe(Long.MAX_VALUE);
    Call.expect("rendering", () -> renderer().render(Samples.report(), pipe));
    assertThat(pipe.closed).as("closed").isFalse();
    assertThat(pipe.written).as("bytes at the other end").isEqualTo(length(Samples.report()));
  }

  @Test
  @DisplayName("a disk that is full is told by an exception of input and output")
  void fullDiskIsTold() {
    Pipe full = new Pipe(1);
    assertThatThrownBy(() -> renderer().render(Samples.report(), full))
        .isInstanceOf(IOException.class);
  }

  private static void assertSame(String where, byte[] bytes, byte[] expected) {
    assertThat(Arrays.mismatch(bytes, expected))
        .as("first byte that differs %s, of %d", where, expected.length)
        .isEqualTo(-1);
  }

  private int length(Report report) {
    return render(renderer(), report).length;
  }

  private static byte[] render(ReportRenderer renderer, Report report) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    Call.expect("rendering", () -> renderer.render(report, out));
    return out.toByteArray();
  }

  /** The way to a disk of some size. Confine to one thread. */
  private static final class Pipe extends OutputStream {
    private final long size;
    private long written;
    private boolean closed;

    private Pipe(long size) {
      this.size = size;
    }

    @Override
    public void write(int b) throws IOException {
      if (closed || written >= size) {
        throw new IOException(closed ? "stream is closed" : "no space left on device");
      }
      written++;
    }

    @Override
    public void close() {
      closed = true;
    }
  }
}
