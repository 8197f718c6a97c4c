/// Parses postbacks, and attributes them to a click, link or coupon.
@NullMarked
package com.afftok.edge.sale.attribute;

import org.jspecify.annotations.NullMarked;
