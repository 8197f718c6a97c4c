/// Conversions: sales and leads that advertisers reported, and whether they count.
@NullMarked
package com.afftok.management.sale.conversion;

import org.jspecify.annotations.NullMarked;
