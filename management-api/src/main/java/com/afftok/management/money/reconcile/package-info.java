/// Comparison of all that is kept twice, and the results of its runs.
@NullMarked
package com.afftok.management.money.reconcile;

import org.jspecify.annotations.NullMarked;
