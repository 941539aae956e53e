/// The documentation pages and the OpenAPI document. Start at `DocsApi`.
@NullMarked
package dev.candlewick.api.docs;

import org.jspecify.annotations.NullMarked;
