/// The double-entry ledger as pure functions: the entries of business events, and the composition
/// of payouts.
@NullMarked
package com.afftok.shared.ledger;

import org.jspecify.annotations.NullMarked;
