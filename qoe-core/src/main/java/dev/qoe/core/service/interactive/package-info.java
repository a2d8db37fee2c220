/** Video telephony (ITU-T G.1070), cloud gaming (ITU-T G.1072) and interactivity. */
@NullMarked
package dev.qoe.core.service.interactive;

import org.jspecify.annotations.NullMarked;
