/// The user interface: its page and files, below `/app`. May use `api.http`. Start with
/// `WebRoutes`.
@NullMarked
package dev.candlewick.api.web;

import org.jspecify.annotations.NullMarked;
