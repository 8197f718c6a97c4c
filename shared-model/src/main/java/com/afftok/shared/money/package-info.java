/// Amounts, currencies, and rounding.
@NullMarked
package com.afftok.shared.money;

import org.jspecify.annotations.NullMarked;
