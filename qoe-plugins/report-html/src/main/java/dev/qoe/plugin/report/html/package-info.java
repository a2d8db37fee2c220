/** Reports as one self-contained HTML file. */
@NullMarked
package dev.qoe.plugin.report.html;

import org.jspecify.annotations.NullMarked;
