/** Service models over JSON objects: what the command line and other languages speak. */
@NullMarked
package dev.qoe.core.service.json;

import org.jspecify.annotations.NullMarked;
