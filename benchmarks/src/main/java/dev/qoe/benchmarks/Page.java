package dev.qoe.benchmarks;

import java.lang.management.ManagementFactory;
import java.util.Locale;

/**
 * A page of figures in Markdown that says where they come from: machine, JDK, commit, and how busy
 * the machine was.
 *
 * <p><i>Confine to one thread.</i>
 */
final class Page {

  private final StringBuilder text = new StringBuilder(4096);

  private Page() {}

  /** Begins a page; the commit is the revision of the code that runs. */
  static Page titled(String title, String commit) {
    Page page = new Page();
    page.line("# %s\n", title);
    page.line("* Machine: %s", Report.machine());
    page.line(
        "* JDK: %s %s", System.getProperty("java.vm.name"), System.getProperty("java.vm.version"));
    page.line("* Commit: %s", commit);
    page.line("* Load average before: %.1f", load());
    return page;
  }

  /** What else the machine does: figures from a busy one are lower bounds. */
  private static double load() {
    return ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage();
  }

  /** Adds a line, with values in the manner of {@link String#format}. */
  void line(String format, Object... values) {
    text.append(String.format(Locale.ROOT, format, values)).append('\n');
  }

  /** Ends the page and returns it. */
  String end() {
    line("\nLoad average after: %.1f.", load());
    return text.toString();
  }
}
