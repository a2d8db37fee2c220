package dev.qoe.plugin.http;

import dev.qoe.api.network.ElementPath;
import java.time.Instant;

/**
 * Where a text with measurements came from.
 *
 * @param name what it is called in messages: an address without what is secret, a device
 * @param root the element that it is about; what it tells of others is refused
 * @param now when it came: the time of what names none
 */
record Origin(String name, ElementPath root, Instant now) {}
