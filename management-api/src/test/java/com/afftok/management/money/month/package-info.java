/// A month of trade, and a second calculation of its figures.
@NullMarked
package com.afftok.management.money.month;

import org.jspecify.annotations.NullMarked;
