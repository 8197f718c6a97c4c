/// Data of addresses: the country, and whether it belongs to a data centre.
@NullMarked
package com.afftok.edge.visitor.geo;

import org.jspecify.annotations.NullMarked;
