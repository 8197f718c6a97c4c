/// The ends of payouts: paid, failed or returned, with their bookings.
@NullMarked
package com.afftok.management.money.payout.settle;

import org.jspecify.annotations.NullMarked;
