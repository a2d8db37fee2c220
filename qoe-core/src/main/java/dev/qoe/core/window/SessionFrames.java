package dev.qoe.core.window;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Windows of activity: values less than a gap apart are of one session.
 *
 * <p>Sessions are held in the order of time, at least a gap apart. A late value may lengthen one
 * that is closed, or join two. Confine to one thread.
 */
final class SessionFrames<A extends Accumulator<A>> implements Frames<A> {

  private static final int LIST_BYTES = 150;
  private static final int SESSION_BYTES = 72;

  private final long gapMicros;
  private final long latenessMicros;
  private final long amendableMicros;
  private final Supplier<A> create;
  private final Closing<A> closing;
  private final List<Session<A>> sessions = new ArrayList<>();
  private boolean started;
  private long watermark = Long.MIN_VALUE;

  SessionFrames(
      long gapMicros,
      long latenessMicros,
      long amendableMicros,
      Supplier<A> create,
      Closing<A> closing) {
    this.gapMicros = gapMicros;
    this.latenessMicros = latenessMicros;
    this.amendableMicros = amendableMicros;
    this.create = create;
    this.closing = closing;
  }

  private static final class Session<A> {
    private final A gathered;
    private long first;
    private long last;
    private boolean closed;
    private boolean told;
    private int revision;
    private double memo = Double.NaN;

    Session(A gathered, long micros) {
      this.gathered = gathered;
      this.first = micros;
      this.last = micros;
    }
  }

  @Override
  public @Nullable A at(long micros) {
    advanceTo(micros - latenessMicros);
    return micros < watermark - amendableMicros ? null : session(micros).gathered;
  }

  @Override
  public Arrival added(long micros) {
    Session<A> session = session(micros);
    boolean late = session.last + gapMicros <= watermark;
    boolean amends = late || session.told;
    if (late) {
      session.told = true;
      close(session);
    } else {
      session.closed = false;
    }
    return amends ? Arrival.AMENDED : Arrival.ON_TIME;
  }

  @Override
  public void advanceTo(long micros) {
    if (started && micros <= watermark) {
      return;
    }
    started = true;
    watermark = micros;
    for (int i = 0; i < sessions.size() && sessions.get(i).last + gapMicros <= micros; i++) {
      if (!sessions.get(i).closed) {
        close(sessions.get(i));
      }
    }
    while (!sessions.isEmpty()
        && sessions.get(0).last + gapMicros <= micros - amendableMicros
        && sessions.get(0).closed) {
      sessions.remove(0);
    }
  }

  @Override
  public void pass(long micros) {
    if (!sessions.isEmpty()) {
      long end = sessions.get(sessions.size() - 1).last + gapMicros;
      advanceTo(Math.min(micros - latenessMicros, end));
    }
  }

  @Override
  public long due() {
    long due = Long.MAX_VALUE;
    for (int i = sessions.size() - 1; i >= 0 && !sessions.get(i).closed; i--) {
      due = sessions.get(i).last + gapMicros + latenessMicros;
    }
    return due;
  }

  @Override
  public int held() {
    return sessions.size();
  }

  @Override
  public long bytes() {
    long sum = LIST_BYTES;
    for (Session<A> session : sessions) {
      sum += SESSION_BYTES + session.gathered.bytes();
    }
    return sum;
  }

  @Override
  public void finish() {
    if (!sessions.isEmpty()) {
      advanceTo(sessions.get(sessions.size() - 1).last + gapMicros);
    }
  }

  @Override
  public long watermark() {
    return watermark;
  }

  private void close(Session<A> session) {
    if (session.told) {
      session.revision++;
    }
    session.told = true;
    session.closed = true;
    session.memo =
        closing.close(
            session.first, session.last, session.gathered, session.revision, session.memo);
  }

  /** Returns the session that a value of that time belongs to, lengthened to hold it. */
  private Session<A> session(long micros) {
    int at = sessions.size();
    while (at > 0 && sessions.get(at - 1).first > micros) {
      at--;
    }
    Session<A> before =
        at > 0 && micros - sessions.get(at - 1).last < gapMicros ? sessions.get(at - 1) : null;
    Session<A> after =
        at < sessions.size() && sessions.get(at).first - micros < gapMicros
            ? sessions.get(at)
            : null;
    if (before == null) {
      if (after != null) {
        after.first = Math.min(after.first, micros);
        return after;
      }
      Session<A> opened = new Session<>(create.get(), micros);
      sessions.add(at, opened);
      return opened;
    }
    before.last = Math.max(before.last, micros);
    if (after != null) {
      join(before, after);
      sessions.remove(at);
    }
    return before;
  }

  private static <A extends Accumulator<A>> void join(Session<A> before, Session<A> after) {
    before.gathered.merge(after.gathered);
    before.last = after.last;
    before.closed &= after.closed;
    before.told |= after.told;
    before.revision = Math.max(before.revision, after.revision);
  }
}
