/**
 * The contract that all service models share: a pure function from a validated input to a result
 * that explains itself.
 */
@NullMarked
package dev.qoe.core.service;

import org.jspecify.annotations.NullMarked;
