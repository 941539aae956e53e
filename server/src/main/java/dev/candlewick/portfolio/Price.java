package dev.candlewick.portfolio;

import java.math.BigDecimal;
import java.time.Instant;

/// What one unit was worth at a time, in US dollars.
public record Price(BigDecimal price, Instant time) {}
