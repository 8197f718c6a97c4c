/// Buffers clicks between their answer and PostgreSQL: in Redis, or in the local journal while
/// Redis is unavailable.
@NullMarked
package com.afftok.edge.keep;

import org.jspecify.annotations.NullMarked;
