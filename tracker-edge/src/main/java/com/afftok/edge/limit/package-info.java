/// Rate limits of clicks, postbacks and other requests.
@NullMarked
package com.afftok.edge.limit;

import org.jspecify.annotations.NullMarked;
