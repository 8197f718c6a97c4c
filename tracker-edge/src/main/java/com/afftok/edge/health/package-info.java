/// Whether the edge works, and whether what it needs can be reached.
@NullMarked
package com.afftok.edge.health;

import org.jspecify.annotations.NullMarked;
