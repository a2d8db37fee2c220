package dev.qoe.plugin.pm;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * The beginning of a performance file: whose it is, and from when.
 *
 * @param format the version of the format that it claims
 * @param vendor who made the sender; may be empty
 * @param dnPrefix what stands before all names; may be empty
 * @param sender the name of the sender; may be empty
 * @param begin from when on it was collected; null if it does not say
 */
record PmHeader(
    String format, String vendor, String dnPrefix, String sender, @Nullable Instant begin) {}
