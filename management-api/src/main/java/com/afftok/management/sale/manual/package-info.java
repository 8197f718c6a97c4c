/// Conversions that people report, with a proof.
@NullMarked
package com.afftok.management.sale.manual;

import org.jspecify.annotations.NullMarked;
