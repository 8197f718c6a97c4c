/// Events from shops' pages: views, steps towards a sale, and purchases.
@NullMarked
package com.afftok.edge.sale.pixel;

import org.jspecify.annotations.NullMarked;
