package com.afftok.management.money.ledger;

import io.micronaut.core.annotation.Introspected;

/// An entry as the database has it.
@Introspected
record EntryRow(long advertiserId, long id, String kind, String eventKey) {}
