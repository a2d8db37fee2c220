package dev.qoe.core.engine;

import dev.qoe.api.access.Tenant;
import dev.qoe.api.measure.Acceptance;
import dev.qoe.api.measure.Event;
import dev.qoe.api.measure.Measurement;
import dev.qoe.api.measure.QualityFlag;
import dev.qoe.api.measure.Series;
import dev.qoe.api.network.ElementPath;
import dev.qoe.core.alert.Alerting;
import dev.qoe.core.alert.RuleInput;
import dev.qoe.core.alert.Step;
import dev.qoe.core.internal.Micros;
import dev.qoe.core.score.ScoreTree;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The part of an engine that keeps some of the elements, and the way of a measurement through it:
 * validate, journal, window, score up to the root, rules.
 *
 * <p>One lock guards all its state. Under it no foreign code is called but service models, which
 * are pure functions; and no lock is asked for but those that guard a few counters or a queue. The
 * way is one, told in one place: hence this is over 400 lines. Thread-safe.
 */
final class Shard {

  private static final int TIMED_EVERY = 1_024;
  private static final int CLOSED_AT_A_TIME = 64;

  private final int number;
  private final EngineCore core;
  private final EngineSettings settings;
  private final ShardLock lock = new ShardLock();
  private final ShardWindows windows;
  private final Inventory inventory;
  private final Alerting alerting;
  private final Accounts accounts;
  private final List<Step> steps = new ArrayList<>();
  private final Turns turns;
  private final Readings readings;
  private final NamedIntake named;

  /** Of the block at hand: where the measurements stand whose series are to be scored. */
  private final int[] scored = new int[BatchIntake.FETCHED];

  /** And what their values add to means. */
  private final int[] terms = new int[BatchIntake.FETCHED];

  Shard(EngineCore core, EngineSettings settings, int number) {
    this.core = core;
    this.number = number;
    this.settings = settings;
    this.accounts = new Accounts(core.capacity());
    this.alerting =
        Alerting.of(
            settings.rules(),
            settings.model().catalog(),
            step -> {
              steps.add(step);
              core.alerts().said();
            });
    this.windows = new ShardWindows(core.windows());
    this.inventory = new Inventory(this, settings, alerting, windows);
    this.named = new NamedIntake(core, this);
    this.readings = new Readings(core);
    this.turns = new Turns(core, this, settings.windowMicros());
  }

  // ---- the hot path -------------------------------------------------------------------------

  Acceptance record(LiveSeries target, Account account, long micros, double value, double quality) {
    Source source = account.source;
    Acceptance early = core.early(source, micros);
    if (early != null) {
      return early == Acceptance.ACCEPTED
          ? ask(unused -> giveUp(target, account, micros, value, quality))
          : early;
    }
    // all that is needed is fetched at once; on its own way each part would wait for the one before
    LiveSeries.needed(
        target.warm() + target.warmElement() + target.warmParent() + target.warmWatchers());
    Acceptance answer;
    long begun = 0;
    lock.lock();
    try {
      boolean timed = (lock.count() & TIMED_EVERY - 1) == 0;
      begun = timed ? core.nanoTime() : 0;
      answer = take(target, account, micros, value, quality, 1, null);
    } finally {
      lock.unlock();
    }
    if (begun != 0) {
      core.scoreLatency().record(core.nanoTime() - begun);
    }
    if (source.ordered() && answer == Acceptance.ACCEPTED) {
      core.time().seen(source, micros);
    }
    core.alerts().enterSteps();
    return answer;
  }

  /** Records a reading of a counter; a rate goes the way of any other value. */
  Acceptance record(
      SourceCounter counter, long micros, long count, long upTimeMillis, long discontinuityMillis) {
    Account account = counter.account();
    Source source = account.source;
    Acceptance early = core.early(source, micros);
    if (early == Acceptance.ACCEPTED) {
      sampledOut(account, micros);
    }
    if (early != null) {
      return early;
    }
    Acceptance answer;
    lock.lock();
    try {
      answer = readings.take(counter, micros, count, upTimeMillis, discontinuityMillis);
    } finally {
      lock.unlock();
    }
    if (source.ordered() && answer == Acceptance.ACCEPTED) {
      core.time().seen(source, micros);
    }
    core.alerts().enterSteps();
    return answer;
  }

  /** Counts something that is given up because there is no room for it. */
  void sampledOut(Account account, long micros) {
    change(
        unused -> {
          account.accepted(micros);
          account.dropped(Admission.SAMPLED, 1);
        });
  }

  /**
   * Records measurements of a block, all of which lie here, are of {@linkplain Account#plain
   * accounts that nothing holds back}, and of times that are allowed and end no period. What the
   * rules say to that is entered by the caller.
   */
  void recordBlock(
      Series[] series, long[] micros, double[] values, ShardOrder order, int from, int to) {
    lock.lock();
    try {
      for (int i = from; i < to; i++) {
        int next = order.index(i);
        Series handle = series[next];
        LiveSeries target = LiveSeries.known(handle);
        Account account = target.accountOf(handle);
        long time = micros[next];
        double value = values[next];
        if (target.attached() && target.meaning.accepts(value)) {
          account.accepted(time);
          judge(target, account, time, value, 1, 1);
        } else {
          var unused = take(target, account, time, value, 1, 1, null);
        }
      }
    } finally {
      lock.unlock();
    }
  }

  /**
   * Does the same step by step, each for all of them. So a processor, while it waits for what one
   * needs, works at the others; a few are not worth that.
   *
   * @param to at most {@link BatchIntake#FETCHED} after {@code from}
   */
  void recordTogether(
      Series[] series, long[] micros, double[] values, ShardOrder order, int from, int to) {
    long read = 0;
    int count = 0;
    lock.lock();
    try {
      ScoreTree tree = inventory.tree();
      for (int i = from; i < to; i++) {
        int next = order.index(i);
        Series handle = series[next];
        LiveSeries target = LiveSeries.known(handle);
        Account account = target.accountOf(handle);
        long time = micros[next];
        double value = values[next];
        if (target.attached() && target.meaning.accepts(value)) {
          account.accepted(time);
          if (enter(target, account, time, value, 1, 1)) {
            scored[count++] = next;
            read += target.warmElement();
          }
        } else {
          var unused = take(target, account, time, value, 1, 1, null);
        }
      }
      for (int i = 0; i < count; i++) {
        LiveSeries target = LiveSeries.known(series[scored[i]]);
        terms[i] = tree.weigh(target, target.current());
        read += target.warmParent();
      }
      for (int i = 0; i < count; i++) {
        LiveSeries target = LiveSeries.known(series[scored[i]]);
        tree.count(target, terms[i], inventory.trust(target));
      }
      LiveSeries.needed(read);
    } finally {
      lock.unlock();
    }
  }

  /**
   * Records measurements in order, as far as they lie in this shard.
   *
   * @return the index of the first that does not lie here or has to be looked at alone
   */
  int recordInOrder(Series[] series, long[] micros, double[] values, int from, int to) {
    int next = from;
    lock.lock();
    try {
      while (next < to && recordNext(series[next], micros[next], values[next])) {
        next++;
      }
    } finally {
      lock.unlock();
    }
    core.alerts().enterSteps();
    return next;
  }

  private boolean recordNext(Series handle, long micros, double value) {
    LiveSeries target = LiveSeries.of(handle);
    if (target == null || target.shard != this || micros >= core.time().boundary()) {
      return false;
    }
    Account account = target.accountOf(handle);
    if (account.ordered) {
      return false;
    }
    Acceptance early = core.admission().early(account.source);
    Acceptance answer =
        early == null
            ? take(target, account, micros, value, 1, 1, null)
            : early == Acceptance.ACCEPTED ? giveUp(target, account, micros, value, 1) : early;
    return answer != Acceptance.RETRY_LATER;
  }

  /**
   * Takes a measurement in: checks it, counts it, journals it, and judges it or lets it wait; under
   * the lock.
   *
   * @param weight how many single values it stands for, {@code > 0}
   * @param original what it came as, if it was more than a value
   */
  Acceptance take(
      LiveSeries target,
      Account account,
      long micros,
      double value,
      double quality,
      double weight,
      @Nullable Measurement original) {
    boolean ahead = false;
    if (!(target.meaning.accepts(value)
        && quality >= 0
        && quality <= 1
        && core.accepts(micros)
        && (target.attached() || target.pending)
        && !account.source.closed())) {
      String reason = reason(target, account, micros, value, quality);
      if (reason != null) {
        return refuse(target, account, reason, micros, value, quality);
      }
      ahead = core.isAhead(micros);
      if (ahead && !core.admission().roomAhead()) {
        return Acceptance.RETRY_LATER;
      }
    }
    if (account.allowance != null && !account.allowance.take()) {
      return Acceptance.RETRY_LATER;
    }
    JournalLink journal = core.journal();
    if (journal != null
        && !journal.append(target, account, micros, value, quality, weight, original)) {
      return Acceptance.RETRY_LATER;
    }
    account.accepted(micros);
    boolean early = ahead || (account.ordered && micros > core.time().released());
    if (core.keeping()) {
      boolean late = account.ordered ? !early : target.late(micros, settings.windowMicros());
      core.keep(target, account, micros, value, quality, original, late);
    }
    if (early) {
      turns.add(ahead, target, account, micros, value, quality, weight);
    } else {
      if (account.ordered) {
        account.late();
      }
      judge(target, account, micros, value, quality, weight);
    }
    return Acceptance.ACCEPTED;
  }

  /** Lets a measurement count: window, rules, what is derived from it, score up to the root. */
  void judge(
      LiveSeries target,
      Account account,
      long micros,
      double value,
      double quality,
      double weight) {
    if (enter(target, account, micros, value, quality, weight)) {
      inventory.score(target);
    }
  }

  /** Lets a measurement count but for the scores; returns whether it is recent enough for them. */
  private boolean enter(
      LiveSeries target,
      Account account,
      long micros,
      double value,
      double quality,
      double weight) {
    lock.seen(micros);
    if (target.pending) {
      inventory.settle(target);
    }
    boolean recent = target.take(micros, value, quality, weight, settings.windowMicros());
    if (recent) {
      inventory.awaitStale(target);
      for (RuleInput watcher : target.watchers) {
        watcher.value(micros, value);
      }
      for (Derivation.Bound derivation : target.derivations) {
        derive(derivation, micros);
      }
    } else if (!account.ordered) {
      account.late();
    }
    if (target.windows != null) {
      target.windows.add(micros, value, weight);
    }
    return recent;
  }

  /**
   * Counts a measurement that a journal brings back, and judges it or lets it wait for its turn.
   *
   * @param value NaN if it cannot be judged
   */
  void judgeAgain(
      RecoveredOrder order,
      LiveSeries target,
      Account account,
      boolean ahead,
      RecoveredMeasurement one,
      double value) {
    lock.lock();
    try {
      account.accepted(one.micros);
      if (target.attached() && !Double.isNaN(value)) {
        if (order.mustWait(account, ahead, one.micros)) {
          turns.wait(ahead, target, account, one.micros, value, one.quality, one.weight);
        } else {
          judge(target, account, one.micros, value, one.quality, one.weight);
        }
      }
    } finally {
      lock.unlock();
    }
  }

  /** Lets the rate of a reading count that was taken in before; under the lock. */
  void settle(LiveSeries target, Account account, long micros, double rate) {
    turns.journal(target, account, micros, rate);
    if (core.keeping()) {
      boolean late = target.late(micros, settings.windowMicros());
      core.keep(target, account, micros, rate, 1, null, late);
    }
    judge(target, account, micros, rate, 1, 1);
  }

  private @Nullable String reason(
      LiveSeries target, Account account, long micros, double value, double quality) {
    if (!core.open() || account.source.closed()) {
      return "closed";
    }
    return target.attached() || target.pending
        ? Validation.reason(target.meaning.definition, micros, value, quality, core.present())
        : "removed";
  }

  private Acceptance refuse(
      LiveSeries target,
      Account account,
      String reason,
      long micros,
      double value,
      double quality) {
    account.rejected(reason);
    if (reason.equals(Validation.FUTURE)) {
      account.source.future();
    }
    core.bury(
        account.source,
        reason,
        target.toString(),
        Validation.detail(reason, target.meaning.definition, micros, value, quality),
        DeadLetter.measurement(target, micros, value, quality));
    return Acceptance.REFUSED;
  }

  /**
   * Refuses a reading whose series or time does not allow it, before anything is made of it; under
   * the lock.
   *
   * @return null if it is allowed
   */
  @Nullable Acceptance refused(LiveSeries target, Account account, long micros) {
    if (core.accepts(micros) && (target.attached() || target.pending) && !account.source.closed()) {
      return null;
    }
    String reason = reason(target, account, micros, 0, 1);
    return reason == null ? null : refuse(target, account, reason, micros, Double.NaN, 1);
  }

  /** Counts a measurement that is given up because there is no room for it; under the lock. */
  private Acceptance giveUp(
      LiveSeries target, Account account, long micros, double value, double quality) {
    String reason = reason(target, account, micros, value, quality);
    if (reason != null) {
      return refuse(target, account, reason, micros, value, quality);
    }
    account.accepted(micros);
    account.dropped(Admission.SAMPLED, 1);
    return Acceptance.ACCEPTED;
  }

  private void derive(Derivation.Bound derivation, long micros) {
    double value = derivation.value();
    LiveSeries output = derivation.output;
    if (Double.isFinite(value) && output.attached()) {
      double quality = derivation.quality();
      Measurement derived =
          core.plain()
              ? null
              : Measurement.of(output.element(), output.kpi(), Micros.instant(micros), value)
                  .trusted(quality, QualityFlag.DERIVED);
      var unused = take(output, output.account, micros, value, quality, 1, derived);
    }
  }

  // ---- what else comes in -------------------------------------------------------------------

  /** Returns its number, from 0. */
  int number() {
    return number;
  }

  /** Returns the way in by names. */
  NamedIntake named() {
    return named;
  }

  /** Takes a value that was made from a reading; under the lock. */
  Acceptance take(
      LiveSeries target,
      Account account,
      long micros,
      double value,
      double quality,
      double weight) {
    return take(target, account, micros, value, quality, weight, null);
  }

  Readings readings() {
    return readings;
  }

  /** Returns what waits for its turn; under the lock. */
  Turns turns() {
    return turns;
  }

  /** Takes an event whose time is right. */
  void event(Event event) {
    change(
        unused -> {
          lock.seen(Micros.of(event.time()));
          alerting.event(inventory.element(event.element()), event);
        });
  }

  /** Judges what waits and is older than {@code limitMicros}, in the order of event time. */
  void judgeUntil(long limitMicros) {
    lock.lock();
    try {
      turns.judgeUntil(limitMicros);
    } finally {
      lock.unlock();
    }
    passWindows(limitMicros);
  }

  /** Returns when the next thing is due here: a waiting measurement or a value grown stale. */
  long nextMicros() {
    lock.lock();
    try {
      return Math.min(turns.firstMicros(), inventory.nextExpiry());
    } finally {
      lock.unlock();
    }
  }

  /** Marks what is stale at {@code now}. */
  void expire(long now) {
    lock.lock();
    try {
      inventory.expire(now);
    } finally {
      lock.unlock();
    }
  }

  /**
   * Closes windows that hold values and end by then, less their lateness: those of so many series
   * at a time, so that nobody waits for all that end with the minute.
   */
  void passWindows(long micros) {
    boolean more = !core.windows().declared().all().isEmpty();
    while (more) {
      lock.lock();
      try {
        more = windows.passTo(micros, CLOSED_AT_A_TIME);
      } finally {
        lock.unlock();
      }
    }
  }

  /** Lets time pass: what came too early is judged, values grow stale, rules notice silence. */
  void tick(long now) {
    change(
        unused -> {
          turns.wake(now + Validation.TOLERANCE);
          inventory.expire(now);
          alerting.tick(now);
        });
  }

  /** Changes what it knows; what the rules say to that is entered later. */
  void change(Consumer<Inventory> change) {
    ask(
        known -> {
          change.accept(known);
          return true;
        });
  }

  /** Returns what a question gives under the lock. */
  <T> T ask(Function<Inventory, T> question) {
    lock.lock();
    try {
      return question.apply(inventory);
    } finally {
      lock.unlock();
    }
  }

  /** Marks what is stale at {@code now} and hands over the scores that changed up to then. */
  void drainChanged(long now, BiConsumer<ScoreTree, ElementPath> consumer) {
    change(
        known -> {
          known.expire(now);
          known.tree().drainChanged(path -> consumer.accept(known.tree(), path));
        });
  }

  /** Hands over what the rules have said since. */
  void drainSteps(List<Step> to) {
    lock.lock();
    try {
      to.addAll(steps);
      steps.clear();
    } finally {
      lock.unlock();
    }
  }

  Alerting alerting() {
    return alerting;
  }

  /** Returns the newest event time judged here, in microseconds of the epoch. */
  long newest() {
    return lock.newest();
  }

  /** Writes a line of the log, but not under the lock. */
  void log(Runnable line) {
    core.announcer().log(line);
  }

  /** Returns room for the newest values of a series; null if none are kept. */
  @Nullable ShortHistory newHistory() {
    return settings.shortHistory() == 0 ? null : new ShortHistory(settings.shortHistory());
  }

  /** Returns the engine's time; may be asked under the lock. */
  long nowMicros() {
    return core.nowMicros();
  }

  /** Returns a source's account of a tenant; under the lock. */
  Account account(Source source, Tenant tenant) {
    return accounts.of(source, tenant);
  }

  /** Returns the account of what is recorded without naming a source; under the lock. */
  Account account(Tenant tenant) {
    return account(core.local(), tenant);
  }

  /** Hands over every account with what became of what it counts. */
  void accounts(Consumer<Account> consumer) {
    change(unused -> accounts.forEach(consumer));
  }
}
