package com.afftok.edge.conversion.postback;

import com.afftok.edge.conversion.Details;
import com.afftok.edge.conversion.ReportedStatus;

/// What a postback says, as far as it can be understood without knowing whose it is.
///
/// @param amount a decimal number above zero, as it was sent
/// @param currency "" where it is the offer's
record Postback(
        String transaction,
        String amount,
        String currency,
        ReportedStatus status,
        Details details,
        boolean dryRun) {}
