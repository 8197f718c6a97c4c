/// Payout methods: the destinations of promoters' payouts.
@NullMarked
package com.afftok.management.money.payout.method;

import org.jspecify.annotations.NullMarked;
