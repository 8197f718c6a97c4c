/// Tracking links in memory, in Redis and in PostgreSQL.
@NullMarked
package com.afftok.edge.link;

import org.jspecify.annotations.NullMarked;
