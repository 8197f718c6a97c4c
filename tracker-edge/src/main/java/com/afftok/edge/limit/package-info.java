/// Limits of rates: how many clicks, postbacks and other requests are let through.
@NullMarked
package com.afftok.edge.limit;

import org.jspecify.annotations.NullMarked;
