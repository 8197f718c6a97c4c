/// Prices the sales of a past period by a draft of rules and caps.
@NullMarked
package com.afftok.management.sale.price.preview;

import org.jspecify.annotations.NullMarked;
