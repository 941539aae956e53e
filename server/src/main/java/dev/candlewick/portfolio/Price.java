package dev.candlewick.portfolio;

import java.math.BigDecimal;
import java.time.Instant;

/// The price of one unit at a time, in US dollars.
public record Price(BigDecimal price, Instant time) {}
