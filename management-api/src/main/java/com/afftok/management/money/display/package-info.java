/// Amounts shown in another currency, which say so and are never booked.
@NullMarked
package com.afftok.management.money.display;

import org.jspecify.annotations.NullMarked;
