/// Data files that may be replaced while the edge runs.
@NullMarked
package com.afftok.edge.file;

import org.jspecify.annotations.NullMarked;
