package com.afftok.management.money.ledger;

import io.micronaut.core.annotation.Introspected;

@Introspected
record EntryRow(long advertiserId, long id, String kind, String eventKey) {}
