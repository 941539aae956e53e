/// Columns to pictures: PNG and SVG, light and dark. The only package that knows the chart library
/// and AWT; it reads no file but its own font, and knows no clock and no network. Uses market,
/// series and analytics.
@NullMarked
package dev.candlewick.plot;

import org.jspecify.annotations.NullMarked;
