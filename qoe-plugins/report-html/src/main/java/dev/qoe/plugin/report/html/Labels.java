package dev.qoe.plugin.report.html;

import java.util.ArrayList;
import java.util.List;

/**
 * The labels of a picture: each beside its place, and none over another where it can be helped.
 *
 * <p>Confine to one thread.
 */
final class Labels {

  /** How wide characters are on average, and how high a line, in units of the picture. */
  private static final double CHARACTER = 6.9;

  private static final double CAPITAL = 8.8;
  private static final double LINE = 12;
  private static final double[] DISTANCES = {10, 24, 38, 52};

  private final Markup markup;
  private final double width;
  private final double height;
  private final List<Box> taken = new ArrayList<>();

  Labels(Markup markup, double width, double height) {
    this.markup = markup;
    this.width = width;
    this.height = height;
  }

  private record Box(double left, double top, double right, double bottom) {

    boolean overlaps(Box other) {
      return left < other.right && other.left < right && top < other.bottom && other.top < bottom;
    }
  }

  /** Keeps a part of the picture free of labels. */
  void reserve(double left, double top, double right, double bottom) {
    taken.add(new Box(left, top, right, bottom));
  }

  /** Writes {@code text} near a place: above or below it, as near as there is room. */
  void near(String text, double x, double y) {
    double half = width(text) / 2;
    double middle = Math.max(half, Math.min(width - half, x));
    Box chosen = box(middle, y - DISTANCES[0], half);
    for (double distance : DISTANCES) {
      for (double side : new double[] {-distance, distance}) {
        Box candidate = box(middle, y + side, half);
        if (free(candidate)) {
          put(text, middle, candidate);
          return;
        }
      }
    }
    put(text, middle, chosen);
  }

  private static double width(String text) {
    long capitals = text.chars().filter(Character::isUpperCase).count();
    return capitals * CAPITAL + (text.length() - capitals) * CHARACTER;
  }

  private static Box box(double middle, double y, double half) {
    return new Box(middle - half, y - LINE / 2, middle + half, y + LINE / 2);
  }

  private boolean free(Box box) {
    return box.top >= 0 && box.bottom <= height && taken.stream().noneMatch(box::overlaps);
  }

  private void put(String text, double middle, Box box) {
    taken.add(box);
    markup.element(
        "text",
        text,
        "x",
        Coordinates.of(middle),
        "y",
        Coordinates.of(box.bottom - 2.5),
        "text-anchor",
        "middle");
  }
}
