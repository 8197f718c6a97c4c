/// How the status of a conversion changes, and the jobs that change it after a time.
@NullMarked
package com.afftok.edge.sale.move;

import org.jspecify.annotations.NullMarked;
