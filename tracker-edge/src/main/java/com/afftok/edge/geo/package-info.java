/// Where a click comes from: the visitor's address, its country, and whether it is a data centre's.
@NullMarked
package com.afftok.edge.geo;

import org.jspecify.annotations.NullMarked;
