/// Conversions: sales and leads that advertisers reported, and their status.
@NullMarked
package com.afftok.management.sale.conversion;

import org.jspecify.annotations.NullMarked;
