/// The ledger: who earned, owes and was paid what, in double entry.
@NullMarked
package com.afftok.management.money.ledger;

import org.jspecify.annotations.NullMarked;
