package dev.qoe.benchmarks;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** What a benchmark's page says below its table: remarks, and figures of one run divided. */
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.TYPE)
@interface Ratios {

  /** What a reader has to know of the benchmarks; a line each. */
  String[] remarks();

  /** Which figures are divided. */
  Ratio[] value();

  /** One benchmark's figure divided by another's, for each set of parameters that both have. */
  @Retention(RetentionPolicy.RUNTIME)
  @Target({})
  @interface Ratio {

    /** What the ratio tells. */
    String tells();

    /** The method of the dividend. */
    String of();

    /** The method of the divisor. */
    String to();
  }
}
