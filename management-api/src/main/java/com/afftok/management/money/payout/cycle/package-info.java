/// Payouts that are requested automatically: schedules of promoters, and their cycles.
@NullMarked
package com.afftok.management.money.payout.cycle;

import org.jspecify.annotations.NullMarked;
