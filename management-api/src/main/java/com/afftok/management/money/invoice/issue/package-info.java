/// The issue of invoices and credit notes.
@NullMarked
package com.afftok.management.money.invoice.issue;

import org.jspecify.annotations.NullMarked;
