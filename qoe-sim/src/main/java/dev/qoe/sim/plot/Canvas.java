package dev.qoe.sim.plot;

import java.io.IOException;
import java.nio.file.Path;

/** What charts are drawn on; lengths in pixels, y downwards. Confine to one thread. */
interface Canvas {

  /** Which end of a text stands at its place. */
  enum Anchor {
    START,
    MIDDLE,
    END
  }

  /** Draws a line through points. */
  void line(double[] xs, double[] ys, Ink ink, double width);

  /** Fills an area, faintly. */
  void area(double[] xs, double[] ys, Ink ink);

  void circle(double x, double y, double radius, Ink ink);

  void text(double x, double y, Anchor anchor, Ink ink, boolean bold, String text);

  void write(Path file) throws IOException;
}
