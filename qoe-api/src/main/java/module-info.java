/** The vocabulary and the contracts of Qoe. */
module dev.qoe.api {
  requires static org.jspecify;
}
