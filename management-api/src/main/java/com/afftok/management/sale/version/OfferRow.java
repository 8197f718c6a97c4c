package com.afftok.management.sale.version;

import io.micronaut.core.annotation.Introspected;

/// The offer whose terms they are.
@Introspected
public record OfferRow(long id, long advertiserId, String currency) {}
