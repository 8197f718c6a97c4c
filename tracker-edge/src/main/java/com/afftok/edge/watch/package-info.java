/// Files that may be replaced while the edge runs: how they are looked at.
@NullMarked
package com.afftok.edge.watch;

import org.jspecify.annotations.NullMarked;
