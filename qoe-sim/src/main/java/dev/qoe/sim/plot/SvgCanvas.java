package dev.qoe.sim.plot;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;

/** A canvas that becomes an SVG file, light or dark as its reader likes. Confine to one thread. */
final class SvgCanvas implements Canvas {

  private final StringBuilder svg = new StringBuilder();

  SvgCanvas(int width, int height, String title) {
    add(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 %d %d\" width=\"%d\" height=\"%d\""
            + " role=\"img\">\n",
        width, height, width, height);
    add("<title>%s</title>\n<style>\n", escape(title));
    add("text{font:12px system-ui,sans-serif;font-variant-numeric:tabular-nums}");
    add(".bold{font-weight:600;font-size:14px}polyline{fill:none;stroke-linejoin:round}\n");
    for (Ink ink : Ink.values()) {
      add(".%s{--ink:%s}", ink.name().toLowerCase(Locale.ROOT), ink.light());
    }
    add("\n@media (prefers-color-scheme:dark){");
    for (Ink ink : Ink.values()) {
      add(".%s{--ink:%s}", ink.name().toLowerCase(Locale.ROOT), ink.dark());
    }
    add("}\npolyline{stroke:var(--ink)}polygon,circle,text,rect{fill:var(--ink)}\n</style>\n");
    add("<rect class=\"paper\" width=\"%d\" height=\"%d\"/>\n", width, height);
  }

  @Override
  public void line(double[] xs, double[] ys, Ink ink, double width) {
    add(
        "<polyline class=\"%s\" stroke-width=\"%.1f\" points=\"%s\"/>\n",
        name(ink), width, points(xs, ys));
  }

  @Override
  public void area(double[] xs, double[] ys, Ink ink) {
    add("<polygon class=\"%s\" fill-opacity=\"0.18\" points=\"%s\"/>\n", name(ink), points(xs, ys));
  }

  @Override
  public void circle(double x, double y, double radius, Ink ink) {
    add("<circle class=\"%s\" cx=\"%.1f\" cy=\"%.1f\" r=\"%.1f\"/>\n", name(ink), x, y, radius);
  }

  @Override
  public void text(double x, double y, Anchor anchor, Ink ink, boolean bold, String text) {
    add(
        "<text class=\"%s%s\" x=\"%.1f\" y=\"%.1f\" text-anchor=\"%s\">%s</text>\n",
        name(ink), bold ? " bold" : "", x, y, anchor.name().toLowerCase(Locale.ROOT), escape(text));
  }

  @Override
  public void write(Path file) throws IOException {
    Files.writeString(file, svg + "</svg>\n");
  }

  private void add(String format, Object... values) {
    svg.append(String.format(Locale.ROOT, format, values));
  }

  private static String name(Ink ink) {
    return ink.name().toLowerCase(Locale.ROOT);
  }

  private static String points(double[] xs, double[] ys) {
    StringBuilder points = new StringBuilder();
    for (int i = 0; i < xs.length; i++) {
      points.append(String.format(Locale.ROOT, i == 0 ? "%.1f,%.1f" : " %.1f,%.1f", xs[i], ys[i]));
    }
    return points.toString();
  }

  private static String escape(String text) {
    return text.replace("&", "&amp;")
        .replace("<", "&lt;")
        .replace(">", "&gt;")
        .replaceAll("\\p{Cntrl}", " ");
  }
}
