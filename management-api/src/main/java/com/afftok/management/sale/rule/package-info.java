/// Commission rules of offers, with versions.
@NullMarked
package com.afftok.management.sale.rule;

import org.jspecify.annotations.NullMarked;
