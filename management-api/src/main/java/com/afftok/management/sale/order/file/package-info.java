/// Files with lists of orders, and their problems.
@NullMarked
package com.afftok.management.sale.order.file;

import org.jspecify.annotations.NullMarked;
