/// How a reported sale is recorded: one transaction with its commissions, its ledger entries and
/// its events.
@NullMarked
package com.afftok.edge.sale.record;

import org.jspecify.annotations.NullMarked;
