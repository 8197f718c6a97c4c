/// Months of the books: their closing, which issues statements and decides what invoices contain.
@NullMarked
package com.afftok.management.money.month;

import org.jspecify.annotations.NullMarked;
