/// Decisions about many conversions at once.
@NullMarked
package com.afftok.management.sale.decision.bulk;

import org.jspecify.annotations.NullMarked;
