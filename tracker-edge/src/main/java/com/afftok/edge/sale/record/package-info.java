/// Records a sale in one transaction with its commissions, ledger entries and events.
@NullMarked
package com.afftok.edge.sale.record;

import org.jspecify.annotations.NullMarked;
