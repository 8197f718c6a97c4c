/// The commissions of promoters and recruiters and their explanation: rules, tiers, conditions,
/// caps and refunds, as pure functions.
@NullMarked
package com.afftok.shared.commission;

import org.jspecify.annotations.NullMarked;
