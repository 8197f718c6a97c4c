/// Amounts, their currencies, and the one place that rounds.
@NullMarked
package com.afftok.shared.money;

import org.jspecify.annotations.NullMarked;
