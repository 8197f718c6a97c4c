/// Conversions: what a reported sale earns, and how it is recorded in one transaction with its
/// commissions, its ledger entries and its events.
@NullMarked
package com.afftok.edge.conversion;

import org.jspecify.annotations.NullMarked;
