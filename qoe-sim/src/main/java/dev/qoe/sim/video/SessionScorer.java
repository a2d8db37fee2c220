package dev.qoe.sim.video;

import dev.qoe.core.service.video.AudioSegment;
import dev.qoe.core.service.video.LiveVideoSession;
import dev.qoe.core.service.video.Mode;
import dev.qoe.core.service.video.P1203Result;
import dev.qoe.core.service.video.VideoSegment;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The way from a played session to ITU-T P.1203, mode 0.
 *
 * <p>A segment enters with the bit rate that its bits amount to and with its quality as the name of
 * its representation, so that P.1203.1 averages the bit rate over neighbours of one quality. The
 * time to the first picture is the initial delay; stalls enter at the media time at which the
 * picture stood still. Confine to one thread.
 */
final class SessionScorer {

  private final SessionResult session;
  private final Viewing viewing;
  private final Manifest film;
  private final Ladder ladder;

  SessionScorer(SessionResult session, Viewing viewing) {
    this.session = session;
    this.viewing = viewing;
    film = session.manifest();
    ladder = film.ladder().orElseGet(() -> Ladder.assumedFor(film));
  }

  SessionMos mos() {
    P1203Result result =
        result()
            .orElseThrow(
                () ->
                    new IllegalStateException(
                        "P.1203 needs at least one second of film: %s has %s s"
                            .formatted(film.title(), session.size() * film.segmentMillis() / 1e3)));
    List<String> assumptions = new ArrayList<>();
    if (ladder.isAssumed()) {
      assumptions.add(ladder.assumption());
    }
    if (viewing.sound().isEmpty()) {
      assumptions.add("no sound, which P.1203 scores as faultless sound");
    }
    return new SessionMos(result, ladder, assumptions);
  }

  /** Returns what the model says of the whole session; empty if it has less than a second. */
  Optional<P1203Result> result() {
    LiveVideoSession media = open();
    for (int i = 0; i < session.size(); i++) {
      media.append(segment(i).durationSeconds(film.segmentMillis() / 1000).build());
    }
    return media.result();
  }

  /** Returns what the model would have said after each second of film. */
  List<LiveMos> live() {
    LiveVideoSession media = open();
    List<LiveMos> scores = new ArrayList<>();
    for (int i = 0; i < session.size(); i++) {
      double rate = ladder.get(session.quality(i)).framesPerSecond();
      int frames = (int) (film.segmentMillis() / 1000 * rate);
      int slice = (int) Math.ceil(rate);
      for (int done = 0; done < frames; done += slice) {
        // Half a frame more, so that rounding does not lose a whole one.
        double seconds = (Math.min(slice, frames - done) + 0.5) / rate;
        media.append(segment(i).durationSeconds(seconds).build());
        media.result().ifPresent(result -> add(result, scores));
      }
    }
    return List.copyOf(scores);
  }

  private static void add(P1203Result result, List<LiveMos> scores) {
    int seconds = result.diagnosis().mediaSeconds();
    int last = scores.size() - 1;
    if (last >= 0 && scores.get(last).mediaSeconds() == seconds) {
      scores.remove(last);
    }
    scores.add(new LiveMos(seconds, result.o35(), result.mos()));
  }

  /** Returns the session with its delay, stalls and sound; stalls count once the media has come. */
  private LiveVideoSession open() {
    LiveVideoSession media =
        viewing.model().open(Mode.METADATA, viewing.device(), viewing.display());
    media.initialDelaySeconds(session.startupMillis() / 1000);
    for (Stall stall : session.stalls()) {
      media.stall(stall.mediaMillis() / 1000, stall.durationMillis() / 1000);
    }
    double seconds = film.segmentMillis() / 1000;
    viewing
        .sound()
        .map(sound -> new AudioSegment(sound.codec(), seconds, sound.kilobitsPerSecond()))
        .ifPresent(
            sound -> {
              for (int i = 0; i < session.size(); i++) {
                media.append(sound);
              }
            });
    return media;
  }

  private VideoSegment.Builder segment(int index) {
    int quality = session.quality(index);
    Representation pictures = ladder.get(quality);
    return VideoSegment.builder()
        .codec(pictures.codec())
        .resolution(pictures.resolution())
        .framesPerSecond(pictures.framesPerSecond())
        .kilobitsPerSecond(film.sizeBits(index, quality) / film.segmentMillis())
        .representation(Integer.toString(quality));
  }
}
