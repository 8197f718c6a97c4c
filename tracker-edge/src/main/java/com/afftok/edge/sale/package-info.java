/// Reported sales, from the postback or pixel to the conversion in PostgreSQL: reports and their
/// results.
@NullMarked
package com.afftok.edge.sale;

import org.jspecify.annotations.NullMarked;
