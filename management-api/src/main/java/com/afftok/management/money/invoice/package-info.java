/// Invoices and credit notes of advertisers: lists, and their forms as JSON, CSV and PDF.
@NullMarked
package com.afftok.management.money.invoice;

import org.jspecify.annotations.NullMarked;
