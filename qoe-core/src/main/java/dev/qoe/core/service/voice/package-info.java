/**
 * Voice: the E-model for narrowband, wideband and fullband telephony, its codecs, and what turns a
 * network's delay, jitter and loss into the opinion of those who talk over it.
 */
@NullMarked
package dev.qoe.core.service.voice;

import org.jspecify.annotations.NullMarked;
