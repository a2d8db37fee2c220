package dev.qoe.core.service.interactive;

import dev.qoe.core.internal.Checks;
import java.time.Duration;

/**
 * A cloud gaming session: video stream, network and game.
 *
 * <p>What is physically impossible is refused; what lies outside the Recommendation's range is
 * scored and flagged. Immutable.
 *
 * @param bitRateMegabitsPerSecond Br, the video bit rate, {@code > 0} to 1e6; validated for 0.3 to
 *     50
 * @param frameRate F, frames per second, {@code > 0} to 1000; validated for 10 to 60
 * @param width the encoded width in pixels, {@code >= 1}
 * @param height the encoded height in pixels, {@code >= 1}; validated for 640x480, 1280x720 and
 *     1920x1080
 * @param packetLossPercent PL, loss where it freezes the picture or drops frames (reliable
 *     transport), 0 to 100 %; validated for 0 to 5
 * @param slicingPacketLossPercent PLu, loss where it damages parts of the picture (UDP without
 *     retransmission), 0 to 100 %; validated for 0 to 2
 * @param delay D, the round-trip time of the network, 0 to 1 hour; validated for 0 to 400 ms
 * @param videoClass how complex the video is
 * @param interactionClass how sensitive the game is
 * @since 0.1
 */
public record CloudGamingInput(
    double bitRateMegabitsPerSecond,
    double frameRate,
    int width,
    int height,
    double packetLossPercent,
    double slicingPacketLossPercent,
    Duration delay,
    VideoClass videoClass,
    InteractionClass interactionClass) {

  /**
   * Creates an input.
   *
   * @throws IllegalArgumentException if a number is outside the range stated at its parameter
   */
  public CloudGamingInput {
    Checks.positive("bitRateMegabitsPerSecond", bitRateMegabitsPerSecond, 1e6);
    Checks.positive("frameRate", frameRate, 1000);
    Checks.between("width", width, 1, 1 << 16);
    Checks.between("height", height, 1, 1 << 16);
    Checks.between("packetLossPercent", packetLossPercent, 0, 100);
    Checks.between("slicingPacketLossPercent", slicingPacketLossPercent, 0, 100);
    if (delay.isNegative() || delay.compareTo(Duration.ofHours(1)) > 0) {
      throw new IllegalArgumentException("delay must be 0 to 1 hour: " + delay);
    }
  }

  /**
   * Returns a builder; without further calls: 1080p at 60 frames/s and 50 Mbit/s, no loss, no
   * delay, both classes high.
   */
  public static Builder builder() {
    return new Builder();
  }

  double delayMillis() {
    return delay.toNanos() / 1e6;
  }

  double pixels() {
    return (double) width * height;
  }

  /**
   * Gathers the parameters of a cloud gaming session.
   *
   * <p>Confine to one thread.
   */
  public static final class Builder {

    private double bitRateMegabitsPerSecond = 50;
    private double frameRate = 60;
    private int width = 1920;
    private int height = 1080;
    private double packetLossPercent;
    private double slicingPacketLossPercent;
    private Duration delay = Duration.ZERO;
    private VideoClass videoClass = VideoClass.HIGH;
    private InteractionClass interactionClass = InteractionClass.HIGH;

    private Builder() {}

    /** Sets the video bit rate, in Mbit/s, {@code > 0} to 1e6. */
    public Builder bitRateMegabitsPerSecond(double rate) {
      this.bitRateMegabitsPerSecond = rate;
      return this;
    }

    /** Sets the frame rate, in frames per second, {@code > 0} to 1000. */
    public Builder frameRate(double framesPerSecond) {
      this.frameRate = framesPerSecond;
      return this;
    }

    /** Sets the encoded size, in pixels, {@code >= 1} each. */
    public Builder resolution(int widthPixels, int heightPixels) {
      this.width = widthPixels;
      this.height = heightPixels;
      return this;
    }

    /** Sets the loss that freezes the picture or drops frames, 0 to 100 %. */
    public Builder packetLossPercent(double percent) {
      this.packetLossPercent = percent;
      return this;
    }

    /** Sets the loss that damages parts of the picture, 0 to 100 %. */
    public Builder slicingPacketLossPercent(double percent) {
      this.slicingPacketLossPercent = percent;
      return this;
    }

    /** Sets the round-trip time of the network, 0 to 1 hour. */
    public Builder delay(Duration roundTripTime) {
      this.delay = roundTripTime;
      return this;
    }

    /** Sets how complex the video is. */
    public Builder videoClass(VideoClass complexity) {
      this.videoClass = complexity;
      return this;
    }

    /** Sets how sensitive the game is. */
    public Builder interactionClass(InteractionClass sensitivity) {
      this.interactionClass = sensitivity;
      return this;
    }

    /**
     * Returns the input.
     *
     * @throws IllegalArgumentException if a number is outside its range
     */
    public CloudGamingInput build() {
      return new CloudGamingInput(
          bitRateMegabitsPerSecond,
          frameRate,
          width,
          height,
          packetLossPercent,
          slicingPacketLossPercent,
          delay,
          videoClass,
          interactionClass);
    }
  }
}
