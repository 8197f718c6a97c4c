/// Where a click waits between its answer and PostgreSQL: Redis, or the local journal while Redis
/// can't be had.
@NullMarked
package com.afftok.edge.keep;

import org.jspecify.annotations.NullMarked;
