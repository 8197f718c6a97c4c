package com.afftok.management.access.passkey;

import io.micronaut.core.annotation.Introspected;

/// A request for an authenticator's answer that was presented.
@Introspected
record PasskeyRequestRow(boolean expired) {}
