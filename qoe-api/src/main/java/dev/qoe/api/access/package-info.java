/** Who acts: tenants, principals, what their roles permit, and what they did. */
@NullMarked
package dev.qoe.api.access;

import org.jspecify.annotations.NullMarked;
