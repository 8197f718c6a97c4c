/// Payouts that one file pays.
@NullMarked
package com.afftok.management.money.payout.batch;

import org.jspecify.annotations.NullMarked;
