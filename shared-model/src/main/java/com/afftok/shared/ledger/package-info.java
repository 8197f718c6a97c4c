/// The double-entry ledger as pure functions: which entry each business event books, and what a
/// payout is made of.
@NullMarked
package com.afftok.shared.ledger;

import org.jspecify.annotations.NullMarked;
