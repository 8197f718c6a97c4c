/// Providers that pay payouts, and the requests to them.
@NullMarked
package com.afftok.management.money.payout.provider;

import org.jspecify.annotations.NullMarked;
