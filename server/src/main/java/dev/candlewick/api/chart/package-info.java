/// Market charts, their statistics and pictures over HTTP (document 000). Start at
/// `MarketChartApi`.
@NullMarked
package dev.candlewick.api.chart;

import org.jspecify.annotations.NullMarked;
