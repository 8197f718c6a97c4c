/// What a promoter and its recruiters earn from a sale, and why: rules, tiers, conditions, caps and
/// refunds, as pure functions.
@NullMarked
package com.afftok.shared.commission;

import org.jspecify.annotations.NullMarked;
