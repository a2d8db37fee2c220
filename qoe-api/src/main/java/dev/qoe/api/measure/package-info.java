/** What was observed: measurements, events and the handles through which they are recorded. */
@NullMarked
package dev.qoe.api.measure;

import org.jspecify.annotations.NullMarked;
