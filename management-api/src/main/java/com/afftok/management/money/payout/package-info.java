/// Payouts: their request, approval, completion and failure.
@NullMarked
package com.afftok.management.money.payout;

import org.jspecify.annotations.NullMarked;
