/// Payments of advertisers.
@NullMarked
package com.afftok.management.money.payment;

import org.jspecify.annotations.NullMarked;
