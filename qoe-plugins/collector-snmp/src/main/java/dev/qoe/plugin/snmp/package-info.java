/** Reads network elements by SNMP, and takes what they tell by traps and informs. */
@NullMarked
package dev.qoe.plugin.snmp;

import org.jspecify.annotations.NullMarked;
