/// Sales that are reported, from the postback or the pixel to the conversion in PostgreSQL: what a
/// report says and what came of it.
@NullMarked
package com.afftok.edge.sale;

import org.jspecify.annotations.NullMarked;
