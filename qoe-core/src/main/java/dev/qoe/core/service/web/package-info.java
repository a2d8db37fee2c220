/** Web browsing (ITU-T G.1030) and the two generic laws of quality, with their regression. */
@NullMarked
package dev.qoe.core.service.web;

import org.jspecify.annotations.NullMarked;
