/// Renders columns as pictures: PNG and SVG, light and dark. The only package that uses the chart
/// library and AWT. It reads no file except its own font, and has no clock and no network. Uses
/// market, series and analytics.
@NullMarked
package dev.candlewick.plot;

import org.jspecify.annotations.NullMarked;
