/** How suitable a connection is for what people do with it: IQB, AIM, QoO and RPM. */
@NullMarked
package dev.qoe.core.service.suitability;

import org.jspecify.annotations.NullMarked;
