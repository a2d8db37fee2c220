package dev.qoe.sim.video;

import dev.qoe.core.service.video.AudioCodec;
import dev.qoe.core.service.video.AudioSegment;
import dev.qoe.core.service.video.Device;
import dev.qoe.core.service.video.P1203;
import dev.qoe.core.service.video.Resolution;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The circumstances under which a session is judged: the model, the screen, and the sound that the
 * film has.
 *
 * <p>Immutable.
 *
 * @since 0.1
 */
public final class Viewing {

  private static final Viewing STANDARD =
      new Viewing(
          P1203.builder().codecExtension(true).build(), Device.PC, Resolution.FULL_HD, null);

  private final P1203 model;
  private final Device device;
  private final Resolution display;
  private final @Nullable AudioSegment sound;

  private Viewing(P1203 model, Device device, Resolution display, @Nullable AudioSegment sound) {
    this.model = model;
    this.device = device;
    this.display = display;
    this.sound = sound;
  }

  /**
   * Returns a computer monitor of 1920 x 1080, no sound, and the parametric part of P.1203, which
   * takes H.265 and VP9 by its extension.
   */
  public static Viewing standard() {
    return STANDARD;
  }

  /** Returns these circumstances judged by another model, for example one with the forest. */
  public Viewing judgedBy(P1203 model) {
    return new Viewing(model, device, display, sound);
  }

  /** Returns these circumstances on another screen. */
  public Viewing on(Device device, Resolution display) {
    return new Viewing(model, device, display, sound);
  }

  /**
   * Returns these circumstances with sound of one bit rate all along.
   *
   * @param kilobitsPerSecond {@code > 0}, finite
   * @throws IllegalArgumentException if {@code kilobitsPerSecond <= 0} or it is not finite
   */
  public Viewing withSound(AudioCodec codec, double kilobitsPerSecond) {
    return new Viewing(model, device, display, new AudioSegment(codec, 1, kilobitsPerSecond));
  }

  /** Returns the model. */
  public P1203 model() {
    return model;
  }

  /** Returns what the user looks at. */
  public Device device() {
    return device;
  }

  /** Returns the size at which the picture is shown. */
  public Resolution display() {
    return display;
  }

  /** Returns one second of the sound; empty if there is none. */
  public Optional<AudioSegment> sound() {
    return Optional.ofNullable(sound);
  }

  /** Returns for example {@code pc, 1920x1080, no sound}. */
  @Override
  public String toString() {
    return "%s, %s, %s"
        .formatted(
            device.label(),
            display,
            sound().map(s -> s.codec().label()).map("sound in "::concat).orElse("no sound"));
  }
}
