package com.afftok.management.money.payout.method;

import com.afftok.management.platform.mail.Recipient;
import io.micronaut.core.annotation.Introspected;
import org.jspecify.annotations.Nullable;

/// An owner of an account, or the member who changed its methods.
@Introspected
record OwnerRow(@Nullable String confirmedAddress, String language) implements Recipient {}
