/// Decisions of people about conversions, single and in bulk, and the moves that they make.
@NullMarked
package com.afftok.management.sale.decision;

import org.jspecify.annotations.NullMarked;
