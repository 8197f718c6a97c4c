/// The partitions of tables that have one for each UTC day.
@NullMarked
package com.afftok.edge.partition;

import org.jspecify.annotations.NullMarked;
