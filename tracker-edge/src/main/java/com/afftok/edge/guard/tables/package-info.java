/// Tables of visitors and clicks in fixed memory: counts, rates, duplicates, blocks.
@NullMarked
package com.afftok.edge.guard.tables;

import org.jspecify.annotations.NullMarked;
