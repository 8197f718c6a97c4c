/// From Redis into PostgreSQL: rows, rollups and counters in one transaction, then the
/// acknowledgement.
@NullMarked
package com.afftok.edge.write;

import org.jspecify.annotations.NullMarked;
