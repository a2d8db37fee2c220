package dev.qoe.core.service.video;

/**
 * The size of a picture or of a display.
 *
 * <p>Immutable.
 *
 * @param width in pixels, {@code > 0}
 * @param height in pixels, {@code > 0}
 * @since 0.1
 */
public record Resolution(int width, int height) {

  /** 1920 x 1080, the display where none is told. */
  public static final Resolution FULL_HD = new Resolution(1920, 1080);

  /**
   * Creates a resolution.
   *
   * @throws IllegalArgumentException if {@code width <= 0} or {@code height <= 0}
   */
  public Resolution {
    if (width <= 0 || height <= 0) {
      throw new IllegalArgumentException(
          "a resolution's width and height must be > 0: %dx%d".formatted(width, height));
    }
  }

  /** Returns a resolution of the given width and height in pixels. */
  public static Resolution of(int width, int height) {
    return new Resolution(width, height);
  }

  /**
   * Returns the resolution that a text such as {@code 1280x720} means.
   *
   * @throws IllegalArgumentException if the text is not two whole numbers with an x between
   */
  public static Resolution parse(String text) {
    if (!text.matches("[0-9]{1,9}x[0-9]{1,9}")) {
      throw new IllegalArgumentException(
          "a resolution must look like 1280x720: '%s'".formatted(text));
    }
    int x = text.indexOf('x');
    return new Resolution(
        Integer.parseInt(text.substring(0, x)), Integer.parseInt(text.substring(x + 1)));
  }

  /** Returns the number of pixels. */
  public long pixels() {
    return (long) width * height;
  }

  /** Returns for example {@code 1280x720}. */
  @Override
  public String toString() {
    return width + "x" + height;
  }
}
