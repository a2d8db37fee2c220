package dev.qoe.sim.plot;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Font;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.geom.Ellipse2D;
import java.awt.geom.Path2D;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Path;
import javax.imageio.ImageIO;

/** A canvas that becomes a PNG file of twice its size; needs no screen. Confine to one thread. */
final class PngCanvas implements Canvas {

  private static final int SCALE = 2;
  private static final int FAINT = 46;

  private final BufferedImage image;
  private final Graphics2D graphics;

  /**
   * Creates white paper.
   *
   * @throws IOException if this machine has no fonts to write with
   */
  PngCanvas(int width, int height) throws IOException {
    image = new BufferedImage(width * SCALE, height * SCALE, BufferedImage.TYPE_INT_RGB);
    graphics = image.createGraphics();
    graphics.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
    graphics.setRenderingHint(
        RenderingHints.KEY_TEXT_ANTIALIASING, RenderingHints.VALUE_TEXT_ANTIALIAS_ON);
    graphics.scale(SCALE, SCALE);
    refuseWithoutFonts();
    graphics.setColor(Color.decode(Ink.PAPER.light()));
    graphics.fillRect(0, 0, width, height);
  }

  /** Java tells of missing fonts by whatever exception it happens to meet first. */
  private void refuseWithoutFonts() throws IOException {
    try {
      graphics.getFontMetrics(new Font(Font.SANS_SERIF, Font.PLAIN, 12)).stringWidth("x");
    } catch (RuntimeException | LinkageError | InternalError e) {
      throw new IOException("this machine has no fonts to draw a PNG with; write an SVG", e);
    }
  }

  @Override
  public void line(double[] xs, double[] ys, Ink ink, double width) {
    graphics.setColor(Color.decode(ink.light()));
    graphics.setStroke(
        new BasicStroke((float) width, BasicStroke.CAP_BUTT, BasicStroke.JOIN_ROUND));
    graphics.draw(path(xs, ys));
  }

  @Override
  public void area(double[] xs, double[] ys, Ink ink) {
    Color solid = Color.decode(ink.light());
    graphics.setColor(new Color(solid.getRed(), solid.getGreen(), solid.getBlue(), FAINT));
    graphics.fill(path(xs, ys));
  }

  @Override
  public void circle(double x, double y, double radius, Ink ink) {
    graphics.setColor(Color.decode(ink.light()));
    graphics.fill(new Ellipse2D.Double(x - radius, y - radius, 2 * radius, 2 * radius));
  }

  @Override
  public void text(double x, double y, Anchor anchor, Ink ink, boolean bold, String text) {
    graphics.setColor(Color.decode(ink.light()));
    graphics.setFont(new Font(Font.SANS_SERIF, bold ? Font.BOLD : Font.PLAIN, bold ? 14 : 12));
    double width = graphics.getFontMetrics().stringWidth(text);
    double left =
        switch (anchor) {
          case START -> x;
          case MIDDLE -> x - width / 2;
          case END -> x - width;
        };
    graphics.drawString(text, (float) left, (float) y);
  }

  @Override
  public void write(Path file) throws IOException {
    graphics.dispose();
    if (!ImageIO.write(image, "png", file.toFile())) {
      throw new IOException("'%s' cannot be written: this JVM has no PNG writer".formatted(file));
    }
  }

  private static Path2D path(double[] xs, double[] ys) {
    Path2D path = new Path2D.Double();
    path.moveTo(xs[0], ys[0]);
    for (int i = 1; i < xs.length; i++) {
      path.lineTo(xs[i], ys[i]);
    }
    return path;
  }
}
