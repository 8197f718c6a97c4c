/// The statements on conversions, commissions, ledger and received postbacks.
@NullMarked
package com.afftok.edge.sale.statements;

import org.jspecify.annotations.NullMarked;
