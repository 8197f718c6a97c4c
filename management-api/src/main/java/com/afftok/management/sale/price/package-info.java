/// Commissions calculated without a sale, as the edge would calculate them.
@NullMarked
package com.afftok.management.sale.price;

import org.jspecify.annotations.NullMarked;
