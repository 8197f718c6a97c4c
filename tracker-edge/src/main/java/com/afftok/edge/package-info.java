/// The public edge: tracking links, redirects, clicks, and sales.
@NullMarked
package com.afftok.edge;

import org.jspecify.annotations.NullMarked;
