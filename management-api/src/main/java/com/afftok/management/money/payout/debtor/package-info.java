/// The accounts from which payouts are paid.
@NullMarked
package com.afftok.management.money.payout.debtor;

import org.jspecify.annotations.NullMarked;
