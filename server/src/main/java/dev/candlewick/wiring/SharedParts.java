package dev.candlewick.wiring;

import dev.candlewick.bus.Bus;
import dev.candlewick.settings.Settings;
import java.time.InstantSource;
import java.util.function.Consumer;

/// What the parts of every area are built with.
///
/// @param log receives progress and warnings
record SharedParts(Settings settings, Bus bus, InstantSource clock, Consumer<String> log) {}
