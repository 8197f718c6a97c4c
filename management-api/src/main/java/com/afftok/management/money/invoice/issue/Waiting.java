package com.afftok.management.money.invoice.issue;

import io.micronaut.core.annotation.Introspected;

/// A month of an advertiser that is to be invoiced in a currency.
///
/// @param position of a cursor: year times 100 plus month
@Introspected
record Waiting(
        int position, String month, long advertiserId, String currency, boolean hasProfile) {}
