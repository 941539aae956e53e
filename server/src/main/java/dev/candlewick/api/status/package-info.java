/// Health, metrics and the root of the server. Start at `HealthApi`.
@NullMarked
package dev.candlewick.api.status;

import org.jspecify.annotations.NullMarked;
