package dev.qoe.sim.whatif;

/**
 * A way in which one indicator moves another. Immutable.
 *
 * @param name what it is called in an explanation
 * @param assumption what it takes for granted; empty if nothing
 * @param trust by how much it scales the quality of what it moves, 0 to 1
 */
record Law(String name, String assumption, double trust) {

  static final Law ASKED = new Law("asked for", "", Assumption.GIVEN);

  static final Law DELAY =
      new Law(
          "delay on the way",
          "delay is added in both directions: a round trip grows by twice as much",
          Assumption.GIVEN);

  static final Law JITTER =
      new Law(
          "jitter on the way",
          "delays of different links vary independently: jitters add as squares",
          Assumption.LAW);

  static final Law LOSS =
      new Law("loss on the way", "losses of different links are independent", Assumption.LAW);

  static final Law OUTAGE =
      new Law(
          "out of service",
          "whatever needs an element that is out of service has none, and all its indicators are at"
              + " their worst: nothing takes over, its users stay, other traffic stays as it is",
          Assumption.GIVEN);

  static final Law USERS =
      new Law("users moved", "users who move take their traffic along", Assumption.GIVEN);

  static final Law LOAD =
      new Law(
          "load",
          "the traffic offered stays the same per user: load follows users and the inverse of"
              + " capacity",
          Assumption.LAW);

  static final String STEADY =
      "both states are steady: nothing is said of the way from one to the other";
}
