/// The public edge: tracking links in, redirects and clicks out.
@NullMarked
package com.afftok.edge;

import org.jspecify.annotations.NullMarked;
