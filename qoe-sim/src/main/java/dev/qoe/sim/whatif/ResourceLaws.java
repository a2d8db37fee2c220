package dev.qoe.sim.whatif;

import dev.qoe.api.kpi.Kpi;
import dev.qoe.api.kpi.Unit;
import dev.qoe.api.network.ElementPath;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * What a shared link or cell does when its signal, capacity, load or users change: capacity, load,
 * a user's throughput, and the delay, jitter and loss of its queue. Confine to one thread.
 *
 * <p>Where a value was measured, laws only say by how much it moves: without a change everything
 * stays as measured.
 */
final class ResourceLaws {

  private static final List<Kpi> THROUGHPUTS =
      List.of(Kpi.DOWNLINK_THROUGHPUT, Kpi.of("RAN_UETHP_DL"));
  private static final Unit MEGABITS = Unit.of("Mbit/s");

  private final Resource resource;
  private final ElementPath element;
  private final Draft draft;
  private final Reach reach;
  private final NetworkState state;

  ResourceLaws(Resource resource, Draft draft, Reach reach, NetworkState state) {
    this.resource = resource;
    this.element = resource.element();
    this.draft = draft;
    this.reach = reach;
    this.state = state;
  }

  /**
   * Moves what follows from the resource's own change.
   *
   * @param impairment takes what its queue adds for all behind it
   * @return whether it still carries anything
   */
  boolean propagate(Impairment impairment) {
    signal();
    double capacityBefore = draft.before(element, Resource.CAPACITY);
    double capacityAfter = draft.after(element, Resource.CAPACITY);
    double usersBefore = users(false);
    double usersAfter = users(true);
    double loadBefore = draft.before(element, resource.load(), Unit.RATIO);
    boolean capacityMoves = capacityAfter != capacityBefore && !Double.isNaN(capacityAfter);
    boolean usersMove = usersAfter != usersBefore && !Double.isNaN(usersAfter);
    if (capacityMoves && capacityAfter <= 0) {
      return false;
    }
    Point base =
        draft.loadAsked(element).orElse(new Point(capacityBefore, loadBefore, usersBefore));
    double offered =
        base.load
            * (usersAfter != base.users ? ratio(usersAfter, base.users) : 1)
            * (capacityAfter != base.capacity ? ratio(base.capacity, capacityAfter) : 1);
    if (!Double.isNaN(offered)) {
      draft.follow(load(), Math.min(1, offered), Unit.RATIO, element, Law.LOAD);
    }
    if (capacityMoves || usersMove || offered != loadBefore) {
      Point before = new Point(capacityBefore, loadBefore, usersBefore);
      Point after = new Point(capacityAfter, offered, usersAfter);
      throughput(before, after);
      queue(before, after, impairment);
    }
    return true;
  }

  /**
   * Notes that a load was asked for: it holds for the capacity and the users of that moment, so
   * that what is asked for later moves it.
   */
  void askedLoad() {
    signal();
    draft.askLoad(
        element,
        new Point(
            draft.after(element, Resource.CAPACITY),
            draft.after(element, resource.load(), Unit.RATIO),
            users(true)));
  }

  /** Where a resource stands. */
  record Point(double capacity, double load, double users) {}

  private Parameter load() {
    return Parameter.of(element, resource.load());
  }

  private static double ratio(double after, double before) {
    return before > 0 && !Double.isNaN(after) ? after / before : 1;
  }

  /** Returns the users of a cell; of a link those of all cells behind it. */
  private double users(boolean after) {
    if (resource.isCell()) {
      return after
          ? draft.after(element, resource.users())
          : draft.before(element, resource.users());
    }
    double sum = Double.NaN;
    for (ElementPath behind : reach.behind(element)) {
      Resource cell = state.resourcesByElement().get(behind);
      if (cell != null && cell.isCell()) {
        double users =
            after ? draft.after(behind, cell.users()) : draft.before(behind, cell.users());
        sum = Double.isNaN(users) ? sum : users + (Double.isNaN(sum) ? 0 : sum);
      }
    }
    return sum;
  }

  private void signal() {
    if (draft.differs(element, resource.sinr())) {
      resource
          .radio()
          .ifPresentOrElse(
              this::signal,
              () ->
                  draft.assume(
                      "no radio is declared for %s: its capacity does not follow its SINR"
                          .formatted(state.name(element)),
                      Assumption.GIVEN,
                      0));
    }
  }

  private void signal(RadioLink radio) {
    double before = draft.before(element, resource.sinr());
    double after = draft.after(element, resource.sinr());
    Law law =
        new Law(
            "spectral efficiency",
            "%s codes for its mean SINR, by table %s of TS 38.214 over %s MHz and %d layers"
                .formatted(
                    state.name(element),
                    radio.mapping().table().clause(),
                    plain(radio.bandwidthMegahertz()),
                    radio.layers()),
            Assumption.LAW);
    double was = draft.before(element, Resource.CAPACITY);
    double could = radio.capacityMegabits(before);
    double can = radio.capacityMegabits(after);
    draft.move(
        Parameter.of(element, Resource.CAPACITY),
        could > 0 ? was * (can / could) : can,
        element,
        law);
    double cqi = draft.before(element, Kpi.CQI);
    if (!Double.isNaN(cqi)) {
      double moved = cqi + radio.cqi(after) - radio.cqi(before);
      draft.move(Parameter.of(element, Kpi.CQI), Math.max(0, Math.min(15, moved)), element, law);
    }
  }

  private void throughput(Point before, Point after) {
    double scale = Double.isNaN(before.capacity) ? 1 : before.capacity;
    double newScale = Double.isNaN(after.capacity) ? 1 : after.capacity;
    double loadBefore = Math.min(QueueLaw.MAX_LOAD, before.load);
    double loadAfter = Math.min(QueueLaw.MAX_LOAD, after.load);
    double was = resource.sharing().rate(scale, loadBefore, before.users);
    double is = resource.sharing().rate(newScale, loadAfter, after.users);
    if (Double.isNaN(was) || Double.isNaN(is)) {
      draft.assume(
          "load or users of %s are not known: throughput does not follow it"
              .formatted(state.name(element)),
          Assumption.GIVEN,
          0);
      return;
    }
    double trust = overload(after.load);
    if (resource.isCell()) {
      Law law = share("throughput moves in proportion", trust);
      each(
          reach.parts(element),
          (at, value) -> draft.move(at, value * ratio(is, was), MEGABITS, element, law));
    } else if (!Double.isNaN(after.capacity) && is < was) {
      Law law = share("it limits throughput only where that is less than what was measured", trust);
      each(
          reach.behind(element),
          (at, value) -> draft.move(at, Math.min(value, is), MEGABITS, element, law));
    }
  }

  private Law share(String effect, double trust) {
    String rule =
        switch (resource.sharing()) {
          case EQUAL -> "%s gives each user an equal share: %s";
          case RESIDUAL -> "%s gives a user what the load of others leaves: %s";
        };
    return new Law("share of capacity", rule.formatted(state.name(element), effect), trust);
  }

  private interface Mover {
    void move(Parameter at, double megabits);
  }

  private void each(SortedSet<ElementPath> elements, Mover mover) {
    SortedSet<ElementPath> all = new TreeSet<>(elements);
    all.add(element);
    for (ElementPath at : all) {
      for (Kpi kpi : THROUGHPUTS) {
        if (state.catalog().find(kpi).isPresent()) {
          double megabits = draft.after(at, kpi, MEGABITS);
          if (!Double.isNaN(megabits)) {
            mover.move(Parameter.of(at, kpi), megabits);
          }
        }
      }
    }
  }

  private void queue(Point before, Point after, Impairment impairment) {
    QueueLaw queue = resource.queue().orElse(null);
    if (queue == null) {
      return;
    }
    double was = resource.serviceMillis(before.capacity);
    double is = resource.serviceMillis(after.capacity);
    Law law =
        new Law(
            "queue of " + state.name(element),
            "%s with Poisson arrivals at its mean load".formatted(resource),
            overload(after.load));
    impairment.add(
        is * queue.sojourn(after.load) - was * queue.sojourn(before.load),
        square(is * queue.deviation(after.load)) - square(was * queue.deviation(before.load)),
        (1 - queue.loss(after.load)) / (1 - queue.loss(before.load)),
        law);
  }

  /** Returns the trust in laws at a load, and says so if it is more than they hold for. */
  private double overload(double load) {
    boolean over =
        resource.queue().map(queue -> queue.overloaded(load)).orElse(load > QueueLaw.MAX_LOAD);
    if (over) {
      draft.assume(
          "%s is offered %s %% of what it carries: its delay is that at 99.9 %%; declare an M/M/1/K queue for a limited buffer"
              .formatted(state.name(element), plain(Math.round(load * 1000) / 10.0)),
          Assumption.GUESS,
          0);
    }
    return over ? Assumption.GUESS : Assumption.LAW;
  }

  private static double square(double value) {
    return value * value;
  }

  private static String plain(double value) {
    return value == Math.rint(value) ? Long.toString((long) value) : Double.toString(value);
  }
}
