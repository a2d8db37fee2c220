package dev.qoe.core.score;

/** The sums behind an element's confidence. Confine to one thread. */
final class Trust {

  /** Sum over groups of their confidence times their weight, and of the weights of all. */
  long own;

  long ownExpected;

  /** Sum over children of their confidence times their weight, and of the weights of all. */
  final WideSum children = new WideSum();

  long childExpected;

  /** Adds the sums of another part of the same element. */
  void add(Trust part) {
    own += part.own;
    ownExpected += part.ownExpected;
    children.add(part.children);
    childExpected += part.childExpected;
  }

  /** Returns the confidence, own indicators counting with a share of {@code ownShare}. */
  long confidence(double ownShare) {
    if (ownExpected == 0) {
      return childExpected == 0 ? 0 : children.mean(childExpected);
    }
    long mean = Fixed.mean(own, ownExpected);
    return childExpected == 0 ? mean : Fixed.mix(ownShare, mean, children.mean(childExpected));
  }
}
