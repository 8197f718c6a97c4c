/// The statements that write payouts, and the ends of payouts with their bookings.
@NullMarked
package com.afftok.management.money.payout.settle;

import org.jspecify.annotations.NullMarked;
