/// Postbacks that wait in Redis for PostgreSQL, and those that were set aside.
@NullMarked
package com.afftok.edge.sale.queue;

import org.jspecify.annotations.NullMarked;
