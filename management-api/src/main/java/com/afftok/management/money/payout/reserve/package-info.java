/// What a payout would deduct, whether it is possible, and the reservation of its postings.
@NullMarked
package com.afftok.management.money.payout.reserve;

import org.jspecify.annotations.NullMarked;
