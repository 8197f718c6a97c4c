/// Corrections of balances by administrators.
@NullMarked
package com.afftok.management.money.adjustment;

import org.jspecify.annotations.NullMarked;
