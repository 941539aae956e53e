/// Holdings times prices: value, allocation, result. Pure; one formula for every view.
@NullMarked
package dev.candlewick.portfolio;

import org.jspecify.annotations.NullMarked;
