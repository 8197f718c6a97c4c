/// What the edges are told of changes that they act on.
@NullMarked
package com.afftok.management.platform.edge;

import org.jspecify.annotations.NullMarked;
