/// Lists of orders that are compared with conversions.
@NullMarked
package com.afftok.management.sale.order;

import org.jspecify.annotations.NullMarked;
