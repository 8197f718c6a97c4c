/// Limits of payouts: minimums, and the amounts above which two persons approve.
@NullMarked
package com.afftok.management.money.payout.limit;

import org.jspecify.annotations.NullMarked;
