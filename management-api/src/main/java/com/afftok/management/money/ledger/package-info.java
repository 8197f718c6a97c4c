/// The ledger: earnings, debts and payments in double entry.
@NullMarked
package com.afftok.management.money.ledger;

import org.jspecify.annotations.NullMarked;
