/// Balances of promoters and advertisers.
@NullMarked
package com.afftok.management.money.balance;

import org.jspecify.annotations.NullMarked;
