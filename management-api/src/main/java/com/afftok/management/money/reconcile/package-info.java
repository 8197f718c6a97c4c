/// Comparison of what is kept with the ledger.
@NullMarked
package com.afftok.management.money.reconcile;

import org.jspecify.annotations.NullMarked;
