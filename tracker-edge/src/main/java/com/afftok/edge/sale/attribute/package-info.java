/// How a postback is read, and how the click, link or coupon is found that it belongs to.
@NullMarked
package com.afftok.edge.sale.attribute;

import org.jspecify.annotations.NullMarked;
