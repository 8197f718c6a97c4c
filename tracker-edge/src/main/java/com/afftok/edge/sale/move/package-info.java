/// Changes of a conversion's status, and the jobs that make them after a time.
@NullMarked
package com.afftok.edge.sale.move;

import org.jspecify.annotations.NullMarked;
