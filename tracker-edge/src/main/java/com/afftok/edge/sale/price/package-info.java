/// What a sale earns, by the terms of its click.
@NullMarked
package com.afftok.edge.sale.price;

import org.jspecify.annotations.NullMarked;
