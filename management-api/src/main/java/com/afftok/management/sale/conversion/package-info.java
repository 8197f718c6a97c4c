/// Conversions: sales and leads that advertisers reported, with their commissions and history.
@NullMarked
package com.afftok.management.sale.conversion;

import org.jspecify.annotations.NullMarked;
