package com.afftok.management.access.identity;

import io.micronaut.core.annotation.Introspected;

/// A request to a provider that was presented.
@Introspected
record IdentityRequestRow(String issuer, boolean expired) {}
