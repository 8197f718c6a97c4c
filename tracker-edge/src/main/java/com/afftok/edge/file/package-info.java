/// Files that may be replaced while the edge runs: how they are read and looked at again.
@NullMarked
package com.afftok.edge.file;

import org.jspecify.annotations.NullMarked;
