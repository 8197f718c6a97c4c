/// Calculates the commissions of a sale by the terms at its click.
@NullMarked
package com.afftok.edge.sale.price;

import org.jspecify.annotations.NullMarked;
